import StorePostgres
import Testing

/// The pool's decisions, played as dialogues without a server.
@Suite(.timeLimit(.minutes(1)))
struct ConnectionPoolStateTests {
    private typealias State = ConnectionPoolState

    private func state(maximum: Int) -> ConnectionPoolState {
        ConnectionPoolState(settings: ConnectionPoolState.Settings(maximum: maximum))
    }
    private func waiter(_ number: Int) -> ConnectionPoolState.WaiterID { .init(number) }
    private func connection(_ number: Int) -> ConnectionPoolState.ConnectionID { .init(number) }
    private let late = Duration.seconds(5)

    @Test func `the first who asks opens a connection and is lent it`() {
        var state = state(maximum: 2)
        #expect(state.handle(.asked(waiter(1), deadline: late), now: .zero) == [.open(connection(1), by: waiter(1))])
        #expect(state.handle(.opened(connection(1)), now: .zero) == [.lend(connection(1), to: waiter(1))])
    }

    @Test func `what came back last is lent first`() {
        var state = state(maximum: 2)
        for number in 1...2 {
            _ = state.handle(.asked(waiter(number), deadline: late), now: .zero)
            _ = state.handle(.opened(connection(number)), now: .zero)
        }
        #expect(state.handle(.returned(connection(2), broken: false), now: .zero) == [])
        #expect(state.handle(.returned(connection(1), broken: false), now: .zero) == [])
        #expect(state.handle(.asked(waiter(3), deadline: late), now: .zero) == [.lend(connection(1), to: waiter(3))])
    }

    @Test func `above the maximum one waits, and is served in the order of asking`() {
        var state = state(maximum: 1)
        _ = state.handle(.asked(waiter(1), deadline: late), now: .zero)
        _ = state.handle(.opened(connection(1)), now: .zero)
        #expect(state.handle(.asked(waiter(2), deadline: late), now: .zero) == [])
        #expect(state.handle(.asked(waiter(3), deadline: late), now: .zero) == [])
        #expect(state.nextInstant == late)
        #expect(
            state.handle(.returned(connection(1), broken: false), now: .zero) == [.lend(connection(1), to: waiter(2))])
        #expect(
            state.handle(.returned(connection(1), broken: false), now: .zero) == [.lend(connection(1), to: waiter(3))])
        #expect(state.nextInstant == nil)
    }

    @Test func `who waited too long is refused`() {
        var state = state(maximum: 1)
        _ = state.handle(.asked(waiter(1), deadline: late), now: .zero)
        _ = state.handle(.opened(connection(1)), now: .zero)
        _ = state.handle(.asked(waiter(2), deadline: .seconds(1)), now: .zero)
        #expect(state.handle(.timePassed, now: .milliseconds(999)) == [])
        #expect(state.handle(.timePassed, now: .seconds(1)) == [.refuse(waiter(2), .timedOut)])
        #expect(state.handle(.returned(connection(1), broken: false), now: .seconds(1)) == [])
    }

    @Test func `after a failure one at a time tries, after a pause that doubles`() {
        var state = state(maximum: 4)
        _ = state.handle(.asked(waiter(1), deadline: late), now: .zero)
        #expect(state.handle(.openFailed(connection(1), permanent: false, jitter: 1), now: .zero) == [])
        #expect(state.nextInstant == .milliseconds(50))
        #expect(state.handle(.asked(waiter(2), deadline: late), now: .milliseconds(10)) == [])
        #expect(state.handle(.timePassed, now: .milliseconds(50)) == [.open(connection(2), by: waiter(1))])
        // The second doesn't try beside the first.
        #expect(state.handle(.timePassed, now: .milliseconds(60)) == [])
        #expect(state.nextInstant == late)
        _ = state.handle(.openFailed(connection(2), permanent: false, jitter: 0), now: .milliseconds(60))
        #expect(state.nextInstant == .milliseconds(110))
        #expect(state.handle(.timePassed, now: .milliseconds(110)) == [.open(connection(3), by: waiter(1))])
        // A success ends the caution.
        #expect(
            state.handle(.opened(connection(3)), now: .milliseconds(120)) == [
                .lend(connection(3), to: waiter(1)), .open(connection(4), by: waiter(2)),
            ])
    }

    @Test func `the pause never grows beyond its longest`() {
        var state = state(maximum: 1)
        _ = state.handle(.asked(waiter(1), deadline: .seconds(1_000)), now: .zero)
        var now = Duration.zero
        for number in 1...40 {
            _ = state.handle(.openFailed(connection(number), permanent: false, jitter: 1), now: now)
            let next = state.nextInstant ?? .zero
            #expect(next - now <= .seconds(2) && next > now)
            now = next
            #expect(state.handle(.timePassed, now: now) == [.open(connection(number + 1), by: waiter(1))])
        }
    }

    @Test func `a permanent failure is told at once, and the next may try`() {
        var state = state(maximum: 1)
        _ = state.handle(.asked(waiter(1), deadline: late), now: .zero)
        #expect(
            state.handle(.openFailed(connection(1), permanent: true, jitter: 0), now: .zero) == [
                .refuse(waiter(1), .failed)
            ])
        #expect(state.handle(.asked(waiter(2), deadline: late), now: .zero) == [])
        #expect(state.handle(.timePassed, now: .milliseconds(25)) == [.open(connection(2), by: waiter(2))])
    }

    @Test func `a lost connection takes its idle sisters along, not the lent ones`() {
        var state = state(maximum: 3)
        for number in 1...3 {
            _ = state.handle(.asked(waiter(number), deadline: late), now: .zero)
            _ = state.handle(.opened(connection(number)), now: .zero)
        }
        _ = state.handle(.returned(connection(1), broken: false), now: .zero)
        #expect(
            state.handle(.returned(connection(2), broken: true), now: .zero) == [
                .discard(connection(2)), .discard(connection(1)),
            ])
        #expect(state.handle(.returned(connection(3), broken: false), now: .zero) == [])
        #expect(state.handle(.asked(waiter(4), deadline: late), now: .zero) == [.lend(connection(3), to: waiter(4))])
    }

    @Test func `closing refuses who waits, and is done when the last is back`() {
        var state = state(maximum: 2)
        for number in 1...2 { _ = state.handle(.asked(waiter(number), deadline: late), now: .zero) }
        _ = state.handle(.opened(connection(1)), now: .zero)
        _ = state.handle(.asked(waiter(3), deadline: late), now: .zero)
        #expect(state.handle(.closed, now: .zero) == [.refuse(waiter(3), .closed)])
        #expect(state.handle(.asked(waiter(4), deadline: late), now: .zero) == [.refuse(waiter(4), .closed)])
        #expect(
            state.handle(.opened(connection(2)), now: .zero) == [.discard(connection(2)), .refuse(waiter(2), .closed)])
        #expect(
            state.handle(.returned(connection(1), broken: false), now: .zero) == [.discard(connection(1)), .drained])
        #expect(state.handle(.closed, now: .zero) == [.drained])
    }
}
