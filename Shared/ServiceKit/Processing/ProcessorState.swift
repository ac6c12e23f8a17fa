import Store

/// What to do after a batch's attempt: pure, so that a test plays every failure.
///
/// whole (up to three attempts) → one record at a time (up to three attempts each) → the partition stops, loudly.
/// An outage of the store is waited for in any of them, up to `holdAfter`; then the partitions are held unread, and
/// the batch comes again from the store's positions. **An aborted batch is run again before anything later of its
/// partition, or everything that is buffered is dropped** (HEART: else records are lost).
package struct ProcessorState: Sendable {
    package enum Failure: Hashable, Sendable {
        /// The store is away.
        case outage
        /// Another transaction was in the way, or a guarded row said no.
        case conflict
        /// The position isn't where this batch's reading began.
        case positionMoved
        /// A fault of the program or the schema: waiting doesn't help.
        case fault
    }

    package enum Action: Hashable, Sendable {
        case runAgain(after: Duration)
        /// Run the batch's records one at a time, each in a transaction of its own.
        case runOneByOne
        case reassign
        case hold(Duration)
        /// The record at the front can't be handled and isn't poison: its partition stops until an operator or a
        /// restart.
        case stopPartition
    }

    package enum Mode: Hashable, Sendable {
        case whole
        case oneByOne
    }

    package static let attempts = 3

    package let policy: RetryPolicy
    /// After this long without the store the partitions are held: well below `max.poll.interval.ms`.
    package let holdAfter: Duration
    package let seed: UInt64
    package private(set) var mode = Mode.whole
    private var failures = 0
    private var outageFailures = 0

    package init(policy: RetryPolicy = RetryPolicy(), holdAfter: Duration = .seconds(30), seed: UInt64) {
        self.policy = policy
        self.holdAfter = holdAfter
        self.seed = seed
    }

    /// A batch, or in mode `oneByOne` a record, was committed.
    package mutating func succeeded() {
        failures = 0
        outageFailures = 0
    }

    /// - Parameter waited: since the batch was first tried.
    package mutating func failed(_ failure: Failure, waited: Duration) -> Action {
        switch failure {
        case .positionMoved:
            return .reassign
        case .outage:
            outageFailures += 1
            if waited >= holdAfter { return .hold(policy.longest) }
            return .runAgain(after: policy.delay(attempt: outageFailures, seed: seed))
        case .conflict, .fault:
            failures += 1
            if failures < Self.attempts, failure == .conflict {
                return .runAgain(after: policy.delay(attempt: failures, seed: seed))
            }
            failures = 0
            switch mode {
            case .whole:
                mode = .oneByOne
                return .runOneByOne
            case .oneByOne:
                return .stopPartition
            }
        }
    }

    package static func failure(of error: any Error) -> Failure {
        if case StepError.positionMoved = error { return .positionMoved }
        guard let error = error as? StoreError else { return .fault }
        if error.isOutage { return .outage }
        return error.isRetriable ? .conflict : .fault
    }
}
