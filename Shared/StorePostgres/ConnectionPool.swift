import Foundation
import Store

/// Lends connections to threads; asks `ConnectionPoolState` and does what it says. Decides nothing.
///
/// `@unchecked Sendable`: every variable is touched inside `gate.locked` alone.
final class ConnectionPool: @unchecked Sendable {
    private typealias State = ConnectionPoolState

    private let connector: PostgresConnector
    private let checkoutTimeout: Duration
    private let gate = MonotonicCondition()
    private var state: ConnectionPoolState
    private var connections: [ConnectionPoolState.ConnectionID: PostgresConnection] = [:]
    private var verdicts: [ConnectionPoolState.WaiterID: ConnectionPoolState.Action] = [:]
    private var nextWaiter = 1
    private var isDrained = false
    /// Finished outside the lock: saying goodbye writes to a socket.
    private var discarded: [PostgresConnection] = []

    struct Lease {
        fileprivate let id: ConnectionPoolState.ConnectionID
        let connection: PostgresConnection
    }

    init(connector: PostgresConnector, options: PostgresOptions) {
        self.connector = connector
        checkoutTimeout = options.checkoutTimeout
        state = ConnectionPoolState(settings: ConnectionPoolState.Settings(maximum: options.maximumConnections))
    }

    /// Blocks until a connection is free and alive, or `checkoutTimeout` has passed.
    func checkout() throws(StoreError) -> Lease {
        let deadline = MonotonicCondition.now + checkoutTimeout
        while true {
            let lease = try lease(until: deadline)
            if lease.connection.isAlive { return lease }
            giveBack(lease, isBroken: true)
        }
    }

    func giveBack(_ lease: Lease, isBroken: Bool) {
        tell(.returned(lease.id, broken: isBroken))
    }

    /// Refuses further checkouts and blocks until the last lease is back.
    func close() {
        tell(.closed)
        gate.locked {
            while !isDrained { gate.wait(until: nil) }
        }
    }

    private func lease(until deadline: Duration) throws(StoreError) -> Lease {
        var failure = StoreError(
            .unavailable, operation: "connect to \(connector.address)",
            detail: "all connections are in use for \(checkoutTimeout)")
        let waiter = gate.locked {
            let waiter = State.WaiterID(nextWaiter)
            nextWaiter += 1
            perform(.asked(waiter, deadline: deadline))
            return waiter
        }
        while true {
            switch verdict(on: waiter) {
            case .lend(let id, _):
                guard let connection = gate.locked({ connections[id] }) else { preconditionFailure("lent and unknown") }
                return Lease(id: id, connection: connection)
            case .open(let id, _):
                do throws(StoreError) {
                    let connection = try connector.connect()
                    gate.locked { connections[id] = connection }
                    tell(.opened(id))
                } catch {
                    failure = error
                    tell(.openFailed(id, permanent: !error.isRetriable, jitter: Double.random(in: 0...1)))
                }
            case .refuse(_, let why):
                if why == .closed {
                    throw StoreError(.unavailable, operation: "take a connection", detail: "the store is closed")
                }
                throw failure
            case .discard, .drained: preconditionFailure("no verdict on a waiter")
            }
        }
    }

    private func verdict(on waiter: ConnectionPoolState.WaiterID) -> ConnectionPoolState.Action {
        defer { finishDiscarded() }
        return gate.locked {
            while true {
                if let verdict = verdicts.removeValue(forKey: waiter) { return verdict }
                gate.wait(until: state.nextInstant)
                perform(.timePassed)
            }
        }
    }

    private func tell(_ event: ConnectionPoolState.Event) {
        gate.locked { perform(event) }
        finishDiscarded()
    }

    /// Inside the lock.
    private func perform(_ event: ConnectionPoolState.Event) {
        let actions = state.handle(event, now: MonotonicCondition.now)
        for action in actions {
            switch action {
            case .lend(_, let waiter), .open(_, let waiter), .refuse(let waiter, _): verdicts[waiter] = action
            case .discard(let id):
                if let connection = connections.removeValue(forKey: id) { discarded.append(connection) }
            case .drained: isDrained = true
            }
        }
        if !actions.isEmpty { gate.broadcast() }
    }

    private func finishDiscarded() {
        // The last reference goes at the end of this scope, after the lock.
        _ = gate.locked {
            defer { discarded = [] }
            return discarded
        }
    }
}
