import Foundation
import Kafka
import Synchronization

/// A store in memory that several owners share: positions, guarded as the real one guards them, and what was handled.
final class TestStore: Sendable {
    struct Content: Sendable {
        var positions: [TopicPartition: Int64] = [:]
        var handled: [ConsumedRecord] = []
        var fenced = 0
    }
    private let content: Mutex<Content>

    init(positions: [TopicPartition: Int64] = [:]) {
        content = Mutex(Content(positions: positions))
    }

    var handled: [ConsumedRecord] { content.withLock { $0.handled } }
    var positions: [TopicPartition: Int64] { content.withLock { $0.positions } }
    var fenced: Int { content.withLock { $0.fenced } }

    func position(_ partition: TopicPartition) -> Int64 { content.withLock { $0.positions[partition] ?? 0 } }

    /// All or nothing: every partition's first record must stand at its position, the rest without a hole behind it.
    func handle(_ batch: [ConsumedRecord]) -> Bool {
        content.withLock { content in
            var positions = content.positions
            for record in batch {
                guard record.offset == positions[record.partition] ?? 0 else {
                    content.fenced += 1
                    return false
                }
                positions[record.partition] = record.offset + 1
            }
            content.positions = positions
            content.handled += batch
            return true
        }
    }

    /// Offsets handled, in order of handling.
    func offsets(_ partition: TopicPartition) -> [Int64] {
        handled.filter { $0.partition == partition }.map(\.offset)
    }
}

/// An owner that can be told to misbehave.
final class TestOwner: ConsumerOwner {
    struct Seen: Sendable {
        var asked: [Set<TopicPartition>] = []
        var revocations: [(partitions: Set<TopicPartition>, lost: Bool)] = []
        var failures: [(partition: TopicPartition, error: KafkaError)] = []
        var polls = 0
        var batches = 0
        var threads: Set<UInt> = []
        /// Answers to the next batches instead of handling them.
        var answers: [BatchOutcome] = []
        /// How many times `startOffsets` throws first.
        var refusals = 0
    }
    let store: TestStore
    private let state = Mutex(Seen())
    private let onBatch: @Sendable ([ConsumedRecord]) -> Void

    init(
        store: TestStore, refusals: Int = 0, answers: [BatchOutcome] = [],
        onBatch: @escaping @Sendable ([ConsumedRecord]) -> Void = { _ in }
    ) {
        self.store = store
        self.onBatch = onBatch
        state.withLock { state in
            state.refusals = refusals
            state.answers = answers
        }
    }

    var seen: Seen { state.withLock { $0 } }

    func startOffsets(for partitions: Set<TopicPartition>) throws -> [TopicPartition: Int64] {
        let refuses = state.withLock { state in
            state.asked.append(partitions)
            state.refusals -= 1
            return state.refusals >= 0
        }
        if refuses { throw TestFailure("the store is away") }
        return Dictionary(uniqueKeysWithValues: partitions.map { ($0, store.position($0)) })
    }

    func handle(_ batch: [ConsumedRecord]) -> BatchOutcome {
        let answer: BatchOutcome? = state.withLock { state in
            state.batches += 1
            state.threads.insert(UInt(pthread_self()))
            return state.answers.isEmpty ? nil : state.answers.removeFirst()
        }
        onBatch(batch)
        if let answer { return answer }
        return store.handle(batch) ? .handled : .reassign
    }

    func revoked(_ partitions: Set<TopicPartition>, lost: Bool) {
        state.withLock { $0.revocations.append((partitions, lost)) }
    }

    func polled() { state.withLock { $0.polls += 1 } }

    func failed(_ partition: TopicPartition, _ error: KafkaError) {
        state.withLock { $0.failures.append((partition, error)) }
    }

    func retryDelay(attempt: Int) -> Duration { .milliseconds(50 * attempt) }
}

/// True the first time only.
final class Once: Sendable {
    private let taken = Mutex(false)

    func take() -> Bool {
        taken.withLock { taken in
            defer { taken = true }
            return !taken
        }
    }
}
