/// Who gets which connection, and when a new one may be opened. Pure: an event and the instant in, actions out; it
/// holds identifiers, never a connection, so tests play outages as dialogues.
///
/// Time is a `Duration` on any monotonic clock. A waiter is one blocked thread, and it is also the thread that opens a
/// connection when told to.
package struct ConnectionPoolState: Sendable {
    package struct ConnectionID: Hashable, Sendable {
        package var number: Int
        package init(_ number: Int) { self.number = number }
    }

    package struct WaiterID: Hashable, Sendable {
        package var number: Int
        package init(_ number: Int) { self.number = number }
    }

    package enum Event: Hashable, Sendable {
        case asked(WaiterID, deadline: Duration)
        case opened(ConnectionID)
        /// - jitter: 0 to 1, spreads the next attempt. A permanent failure (a wrong password) isn't tried again.
        case openFailed(ConnectionID, permanent: Bool, jitter: Double)
        case returned(ConnectionID, broken: Bool)
        case timePassed
        case closed
    }

    package enum Action: Hashable, Sendable {
        case open(ConnectionID, by: WaiterID)
        case lend(ConnectionID, to: WaiterID)
        case refuse(WaiterID, Refusal)
        /// Finish the connection and forget it.
        case discard(ConnectionID)
        /// Nothing is left: whoever waits in `close` may go on.
        case drained
    }

    package enum Refusal: Hashable, Sendable {
        case timedOut
        case failed
        case closed
    }

    package struct Settings: Hashable, Sendable {
        package var maximum: Int
        /// The first pause after a failed attempt; doubled by each further one, up to `longestPause`.
        package var firstPause: Duration = .milliseconds(50)
        package var longestPause: Duration = .seconds(2)

        package init(maximum: Int) { self.maximum = maximum }
    }

    private struct Waiter {
        var id: WaiterID
        var deadline: Duration
    }

    private enum Slot {
        /// Can transition to: lent (opened), gone (failed, or the pool closed).
        case opening(Waiter)
        /// Can transition to: lent, gone (a sister was lost, or the pool closed).
        case idle
        /// Can transition to: idle, lent (handed on), gone (broken, or the pool closed).
        case lent
    }

    private enum Stage {
        /// Can transition to: closing, closed.
        case open
        /// Connections are still out. Can transition to: closed.
        case closing
        /// Can transition to: nothing.
        case closed
    }

    private let settings: Settings
    private var stage = Stage.open
    private var slots: [ConnectionID: Slot] = [:]
    /// Idle connections, the one used last at the end: it is lent first, so that its server's caches are warm.
    private var idle: [ConnectionID] = []
    private var queue: [Waiter] = []
    private var nextNumber = 1
    private var failedAttempts = 0
    private var notBefore: Duration = .zero

    package init(settings: Settings) { self.settings = settings }

    package mutating func handle(_ event: Event, now: Duration) -> [Action] {
        switch event {
        case .asked(let id, let deadline):
            guard case .open = stage else { return [.refuse(id, .closed)] }
            queue.append(Waiter(id: id, deadline: deadline))
            return serve(now)
        case .opened(let connection): return opened(connection, now)
        case .openFailed(let connection, let permanent, let jitter):
            return openFailed(connection, permanent: permanent, jitter: jitter, now)
        case .returned(let connection, let broken): return returned(connection, broken: broken, now)
        case .timePassed: return serve(now)
        case .closed: return close()
        }
    }

    /// When `timePassed` is due for those who wait; nil when only another event can help them.
    package var nextInstant: Duration? {
        guard let deadline = queue.map(\.deadline).min() else { return nil }
        return failedAttempts > 0 && openings == 0 ? min(deadline, notBefore) : deadline
    }

    private var openings: Int {
        slots.values.count { if case .opening = $0 { true } else { false } }
    }

    private mutating func opened(_ connection: ConnectionID, _ now: Duration) -> [Action] {
        guard case .opening(let waiter) = slots[connection] else { preconditionFailure("not opening") }
        failedAttempts = 0
        guard case .open = stage else {
            slots[connection] = nil
            return [.discard(connection), .refuse(waiter.id, .closed)] + drainedIfEmpty()
        }
        slots[connection] = .lent
        return [.lend(connection, to: waiter.id)] + serve(now)
    }

    private mutating func openFailed(
        _ connection: ConnectionID, permanent: Bool, jitter: Double, _ now: Duration
    ) -> [Action] {
        guard case .opening(let waiter) = slots[connection] else { preconditionFailure("not opening") }
        slots[connection] = nil
        guard case .open = stage else { return [.refuse(waiter.id, .closed)] + drainedIfEmpty() }
        failedAttempts += 1
        notBefore = now + pause(jitter: jitter)
        if permanent { return [.refuse(waiter.id, .failed)] + serve(now) }
        queue.insert(waiter, at: 0)
        return serve(now)
    }

    private mutating func returned(_ connection: ConnectionID, broken: Bool, _ now: Duration) -> [Action] {
        guard case .lent = slots[connection] else { preconditionFailure("not lent") }
        guard case .open = stage else {
            slots[connection] = nil
            return [.discard(connection)] + drainedIfEmpty()
        }
        guard broken else {
            slots[connection] = .idle
            idle.append(connection)
            return serve(now)
        }
        // A lost connection says that the server went: its idle sisters are most likely lost too.
        let lost = [connection] + idle
        for one in lost { slots[one] = nil }
        idle = []
        return lost.map { .discard($0) } + serve(now)
    }

    private mutating func close() -> [Action] {
        guard case .open = stage else { return drainedIfEmpty() }
        stage = .closing
        var actions: [Action] = idle.map { .discard($0) }
        for one in idle { slots[one] = nil }
        idle = []
        actions += queue.map { .refuse($0.id, .closed) }
        queue = []
        return actions + drainedIfEmpty()
    }

    private mutating func drainedIfEmpty() -> [Action] {
        guard slots.isEmpty else { return [] }
        stage = .closed
        return [.drained]
    }

    /// Refuses those whose time is up, then serves the others in the order in which they came.
    private mutating func serve(_ now: Duration) -> [Action] {
        var actions: [Action] = queue.filter { $0.deadline <= now }.map { .refuse($0.id, .timedOut) }
        queue.removeAll { $0.deadline <= now }
        while let waiter = queue.first {
            if let connection = idle.popLast() {
                slots[connection] = .lent
                actions.append(.lend(connection, to: waiter.id))
            } else if mayOpen(now) {
                let connection = ConnectionID(nextNumber)
                nextNumber += 1
                slots[connection] = .opening(waiter)
                actions.append(.open(connection, by: waiter.id))
            } else {
                break
            }
            queue.removeFirst()
        }
        return actions
    }

    /// After a failure one thread tries, after the pause: a server that comes back isn't met by a crowd.
    private func mayOpen(_ now: Duration) -> Bool {
        guard slots.count < settings.maximum else { return false }
        return failedAttempts == 0 || (openings == 0 && now >= notBefore)
    }

    /// Between a half and the whole of the doubled pause.
    private func pause(jitter: Double) -> Duration {
        let doublings = min(failedAttempts - 1, 16)
        let whole = min(settings.firstPause * (1 << doublings), settings.longestPause)
        return whole * (0.5 + 0.5 * min(max(jitter, 0), 1))
    }
}
