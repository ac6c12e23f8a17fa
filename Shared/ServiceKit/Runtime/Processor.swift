package import Kafka
package import Logging
import Messages
import Metrics
import Store
import Synchronization

/// The loop: a batch in, the step, next. It only acts; what to do after a failure is `ProcessorState`'s, where reading
/// stands is `ReadingPositions`', what a step does is `Step`'s.
///
/// Every `ConsumerOwner` call comes on the consumer's polling thread, one at a time.
package final class Processor<Definition: ServiceDefinition>: ConsumerOwner, @unchecked Sendable {
    // Unchecked: all that changes is touched on the consumer's one polling thread alone, but `stopRequested`, an
    // atomic, and `stopped` and `times`, behind locks.
    private let step: Step<Definition>
    private let look: any TopicLook
    private let clock: ServiceClock
    private let metrics: StepMetrics
    private let health: HealthMonitor
    private let failures: FailureReporter
    private let logger: Logger
    private let onCommit: @Sendable () -> Void
    private let onOvertaken: @Sendable () -> Void
    private let seed: UInt64
    private let policy = RetryPolicy()
    private let stopRequested = Atomic(false)

    private var reading = ReadingPositions()
    private let stopped = Mutex<Set<KeyOfPartition>>([])
    private let times = Mutex<[TopicPartition: Int64]>([:])
    private var lastLookAtGenerations = ContinuousClock.now

    package init(
        step: Step<Definition>, look: any TopicLook, clock: ServiceClock, inputs: [String], health: HealthMonitor,
        logger: Logger, failures: FailureReporter? = nil, seed: UInt64, onCommit: @escaping @Sendable () -> Void,
        onOvertaken: @escaping @Sendable () -> Void
    ) {
        self.step = step
        self.look = look
        self.clock = clock
        self.health = health
        self.logger = logger
        self.seed = seed
        self.onCommit = onCommit
        self.onOvertaken = onOvertaken
        metrics = StepMetrics(topics: inputs)
        self.failures = failures ?? FailureReporter(logger: logger)
    }

    /// Ends a wait between attempts: the batch is given up and comes again from the store's positions.
    package func stop() { stopRequested.store(true, ordering: .releasing) }

    /// The broker's time of the record that was handled last, by partition. From any thread.
    package var timesHandled: [TopicPartition: Int64] { times.withLock { $0 } }

    // MARK: Assignment

    package func startOffsets(for partitions: Set<TopicPartition>) throws -> [TopicPartition: Int64] {
        let stopped = stopped.withLock { $0 }
        let places = partitions.map { KeyOfPartition($0) }.filter { !stopped.contains($0) }.sorted()
        let positions: [KeyOfPartition: Position]
        do {
            positions = try step.database.transaction { try Positions.load(places, in: $0) }
            health.report(.storeAnswered)
        } catch {
            health.report(.storeFailed("\(error)"))
            throw error
        }
        reading.revoked(partitions.map { KeyOfPartition($0) })
        var fitting: [KeyOfPartition: Position] = [:]
        let found = try AssignmentCheck(look: look, identity: step.identity).check(positions)
        for place in places {
            guard let position = positions[place] else { continue }
            if let line = found.lines[place] {
                health.report(.topicUnsound(topic: place.topic, reason: line))
                failures.failed("position \(place)", because: line)
                continue
            }
            failures.succeeded("position \(place)")
            fitting[place] = position
        }
        for topic in Set(fitting.keys.map(\.topic)) where places.allSatisfy({ $0.topic != topic || fitting[$0] != nil })
        {
            health.report(.topicSound(topic: topic))
        }
        reading.assigned(fitting)
        metrics.assigned.increment()
        health.report(.groupJoined)
        return found.offsets
    }

    package func revoked(_ partitions: Set<TopicPartition>, lost: Bool) {
        reading.revoked(partitions.map { KeyOfPartition($0) })
        (lost ? metrics.lost : metrics.revoked).increment()
        logger.info("partitions revoked", metadata: ["count": "\(partitions.count)", "lost": "\(lost)"])
    }

    package func failed(_ partition: TopicPartition, _ error: KafkaError) {
        failures.failed("reading \(partition)", because: "\(error)")
    }

    package func retryDelay(attempt: Int) -> Duration { policy.delay(attempt: attempt, seed: seed) }

    package func polled() {
        health.report(.loopPolled("consumer"))
        guard ContinuousClock.now - lastLookAtGenerations > .seconds(5) else { return }
        lastLookAtGenerations = .now
        guard let standing = try? step.database.read({ try Positions.generations(in: $0) }) else { return }
        if reading.isOvertaken(by: standing) { onOvertaken() }
    }

    // MARK: Batches

    package func handle(_ batch: [ConsumedRecord]) -> BatchOutcome {
        let began = ContinuousClock.now
        let identity = step.identity
        let readings = inParallel(count: batch.count) { places in
            batch[places].map { Reading($0, identity: identity) }
        }
        let end = BatchRun.run(
            readings, from: &reading,
            ProcessorState(policy: policy, seed: seed), waited: { ContinuousClock.now - began }, commit: commit,
            failed: failed)
        switch end {
        case .handled: return .handled
        case .reassign: return .reassign
        case .hold(let delay): return .hold(delay)
        case .stopped(let part, let error):
            stopPartition(of: part, error)
            return .reassign
        }
    }

    /// Tells of a failure, and waits where the batch is run again. False: a stop was asked for.
    private func failed(
        _ error: any Error, _ failure: ProcessorState.Failure, _ action: ProcessorState.Action
    ) -> Bool {
        metrics.retried(failure)
        switch action {
        case .runAgain(let delay):
            note(error, failure)
            return wait(delay)
        case .runOneByOne, .hold:
            note(error, failure)
        case .reassign:
            logger.warning("positions moved under this instance: assigned anew", metadata: ["why": "\(error)"])
        case .stopPartition:
            // Told with its partition.
            break
        }
        return true
    }

    private func commit(_ part: [Reading], _ moves: [Positions.Move]) throws {
        let began = ContinuousClock.now
        let report = try step.handle(.init(readings: part, moves: moves), at: clock.now)
        times.withLock { times in
            for (index, reading) in part.enumerated() {
                let record = reading.record
                // A run of one partition tells its last time alone.
                if index + 1 < part.count, part[index + 1].record.partition == record.partition { continue }
                times[record.partition] = record.timestamp
            }
        }
        health.report(.storeAnswered)
        failures.succeeded("store")
        failures.succeeded("step")
        metrics.committed(
            report, topics: Set(moves.map(\.place.topic)), took: ContinuousClock.now - began)
        if report.journalled > 0 { onCommit() }
        for poison in report.poisoned { tell(poison) }
        if report.foreign > 0 {
            logger.warning(
                "records that aren't ours were passed over and kept",
                metadata: ["count": "\(report.foreign)", "partitions": "\(moves.map(\.place.description))"])
        }
    }

    /// One line for each record that can't be handled.
    private func tell(_ poison: StepReport.Poison) {
        logger.error(
            "a record can't be handled: its key is parked",
            metadata: [
                "topic": "\(poison.key.topic)", "key": "\(poison.key.key)", "sequence": "\(poison.sequence)",
                "why": "\(poison.error)", "program": "\(step.identity.program)",
            ])
    }

    private func note(_ error: any Error, _ failure: ProcessorState.Failure) {
        if failure == .outage { health.report(.storeFailed("\(error)")) }
        failures.failed(failure == .conflict ? "step" : "store", because: CannotHandle.line(error))
    }

    /// Waits on the polling thread, in short pieces so that a stop is heard. False: stop.
    private func wait(_ delay: Duration) -> Bool {
        let pause = WakeUp()
        let end = ContinuousClock.now + delay
        while ContinuousClock.now < end {
            if stopRequested.load(ordering: .acquiring) { return false }
            pause.wait(atMost: min(.milliseconds(50), end - ContinuousClock.now))
            health.report(.loopPolled("consumer"))
        }
        return !stopRequested.load(ordering: .acquiring)
    }

    /// The record at the front fails for good and isn't poison: its partition stops, loudly; the others go on.
    private func stopPartition(of part: [Reading], _ error: any Error) {
        guard let record = part.first?.record else { return }
        let place = KeyOfPartition(record.partition)
        stopped.withLock { _ = $0.insert(place) }
        let reason = "offset \(record.offset) fails and isn't poison: \(CannotHandle.line(error))"
        health.report(.partitionStopped(topic: place.topic, partition: place.partition, reason: reason))
        logger.critical("\(place) stopped until an operator resumes the topic or the service restarts: \(reason)")
    }

    /// An operator resumed the topic: its stopped partitions are tried again at the next assignment. From any thread.
    package func resume(topic: String) {
        let resumed = stopped.withLock { stopped in
            let resumed = stopped.filter { $0.topic == topic }
            stopped.subtract(resumed)
            return resumed
        }
        for place in resumed {
            health.report(.partitionResumed(topic: place.topic, partition: place.partition))
        }
    }
}

extension CannotHandle {
    /// An error as it may stand in a log line: errors of ours speak for themselves, others by their type alone.
    static func line(_ error: any Error) -> String {
        switch error {
        case let error as StoreError: error.description
        case let error as KafkaError: error.description
        default: describe(error)
        }
    }
}
