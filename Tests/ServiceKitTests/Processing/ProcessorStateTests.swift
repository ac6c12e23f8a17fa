import ServiceKit
import Store
import Testing

@Suite(.timeLimit(.minutes(1)))
struct ProcessorStateTests {
    private func state() -> ProcessorState { ProcessorState(seed: 7) }
    private var policy: RetryPolicy { RetryPolicy() }

    private func again(_ attempt: Int) -> ProcessorState.Action {
        .runAgain(after: policy.delay(attempt: attempt, seed: 7))
    }

    @Test func `a conflict is run again twice, then record by record, then twice each, then the partition stops`() {
        var state = state()
        let actions = (0..<6).map { _ in state.failed(.conflict, waited: .zero) }
        #expect(actions == [again(1), again(2), .runOneByOne, again(1), again(2), .stopPartition])
        #expect(state.mode == .oneByOne)
    }

    @Test func `a fault is not run again unchanged: record by record at once, then the partition stops`() {
        var state = state()
        #expect(state.failed(.fault, waited: .zero) == .runOneByOne)
        #expect(state.failed(.fault, waited: .zero) == .stopPartition)
    }

    @Test func `a success between conflicts begins the count anew, and keeps the mode`() {
        var state = state()
        _ = state.failed(.fault, waited: .zero)
        _ = state.failed(.conflict, waited: .zero)
        _ = state.failed(.conflict, waited: .zero)
        state.succeeded()
        #expect(state.failed(.conflict, waited: .zero) == again(1))
        #expect(state.mode == .oneByOne)
    }

    @Test func `an outage is waited for longer and longer, however often, and then held`() {
        var state = state()
        for attempt in 1...50 { #expect(state.failed(.outage, waited: .seconds(29)) == again(attempt)) }
        #expect(state.failed(.outage, waited: .seconds(30)) == .hold(policy.longest))
        #expect(state.mode == .whole)
    }

    @Test func `an outage does not use up the attempts of a conflict`() {
        var state = state()
        #expect(state.failed(.conflict, waited: .zero) == again(1))
        #expect(state.failed(.outage, waited: .zero) == again(1))
        #expect(state.failed(.conflict, waited: .zero) == again(2))
        #expect(state.failed(.conflict, waited: .zero) == .runOneByOne)
    }

    @Test(arguments: [0, 1, 3])
    func `a position that moved is assigned anew at once, in any state`(failures: Int) {
        var state = state()
        for _ in 0..<failures { _ = state.failed(.conflict, waited: .zero) }
        #expect(state.failed(.positionMoved, waited: .seconds(99)) == .reassign)
    }

    @Test(arguments: [
        (StoreError.Kind.unavailable, ProcessorState.Failure.outage), (.full, .outage), (.conflict, .conflict),
        (.alreadyThere, .conflict), (.guardRefused, .conflict), (.constraint, .fault), (.newerSchema, .fault),
        (.corrupt, .fault), (.configuration, .fault), (.unexpectedAnswer, .fault),
    ])
    func `each error of the store is one kind of failure`(kind: StoreError.Kind, failure: ProcessorState.Failure) {
        #expect(ProcessorState.failure(of: StoreError(kind, operation: "x", detail: "y")) == failure)
    }

    @Test func `a step's own errors are failures too`() {
        #expect(ProcessorState.failure(of: StepError.positionMoved([])) == .positionMoved)
        #expect(ProcessorState.failure(of: StepError.wrongDestination("x")) == .fault)
        #expect(ProcessorState.failure(of: CannotHandle("x")) == .fault)
    }

    @Test func `waits double from the first to the longest, half to one and a half of it by the seed`() {
        let policy = RetryPolicy(first: .milliseconds(20), longest: .seconds(5))
        for attempt in 1...80 {
            let plain = min(Duration.milliseconds(20) * (1 << min(attempt - 1, 20)), .seconds(5))
            for seed in [0, 1, 2, 99, UInt64.max] {
                let delay = policy.delay(attempt: attempt, seed: seed)
                #expect(delay >= plain / 2 && delay <= plain * 3 / 2)
                #expect(delay == policy.delay(attempt: attempt, seed: seed))
            }
        }
    }

    @Test func `instances that failed together don't come back together`() {
        let delays = Set((0..<100).map { RetryPolicy().delay(attempt: 3, seed: $0) })
        #expect(delays.count > 80)
    }
}
