import Dispatch
package import Logging
import Synchronization

/// A consumer's batches as an async sequence, for tests and tools: it has no store, so its start offsets are given.
///
/// At most one batch is ahead of the reader: the consumer's thread waits with it and polls no more (so a reader that
/// takes longer than `max.poll.interval.ms` for a batch loses its partitions). A batch counts as handled when the next
/// one is asked for. Ends after `stop`, or when the reading task is cancelled.
package final class BatchSequence: AsyncSequence, Sendable {
    package typealias Element = [ConsumedRecord]

    private let consumer: KafkaConsumer
    private let bridge: BatchBridge

    /// `start` gives the first offsets, on the consumer's thread; after a rebalance reading goes on behind what was
    /// read. Throws `.configuration`.
    package init(
        settings: KafkaConsumer.Settings,
        start: @escaping @Sendable (TopicPartition) -> Int64 = { _ in 0 }, logger: Logger
    ) throws(KafkaError) {
        bridge = BatchBridge(start: start)
        consumer = try KafkaConsumer(settings: settings, owner: bridge, logger: logger)
        consumer.start()
    }

    package var status: KafkaConsumer.Status { consumer.status }

    /// Leaves the group; what was not yet taken is dropped. Doesn't wait.
    package func stop() {
        consumer.stop()
        bridge.finish()
    }

    /// Blocks the calling thread.
    package func waitUntilStopped(timeout: Duration) -> Bool { consumer.waitUntilStopped(timeout: timeout) }

    deinit { stop() }

    package func makeAsyncIterator() -> Iterator { Iterator(bridge: bridge) }

    package struct Iterator: AsyncIteratorProtocol {
        let bridge: BatchBridge

        package mutating func next() async -> [ConsumedRecord]? { await bridge.next() }
    }
}

/// Joins the consumer's thread, which waits, with the reading task, which is suspended.
final class BatchBridge: ConsumerOwner {
    private struct State {
        var offered: [ConsumedRecord]?
        var reader: CheckedContinuation<[ConsumedRecord]?, Never>?
        var isTakenOver = false
        var isFinished = false
        var positions: [TopicPartition: Int64] = [:]
    }
    private let state = Monitor(State())
    private let start: @Sendable (TopicPartition) -> Int64

    init(start: @escaping @Sendable (TopicPartition) -> Int64) {
        self.start = start
    }

    /// The next batch; asking says that the one before is handled. One reader at a time.
    func next() async -> [ConsumedRecord]? {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let ready: [ConsumedRecord]?? = state.withLock(wakes: { _ in true }) { state in
                    state.isTakenOver = false
                    if state.isFinished { return .some(nil) }
                    if let batch = state.offered {
                        state.offered = nil
                        state.isTakenOver = true
                        return .some(batch)
                    }
                    state.reader = continuation
                    return nil
                }
                if let ready { continuation.resume(returning: ready) }
            }
        } onCancel: {
            finish()
        }
    }

    func finish() {
        let reader = state.withLock(wakes: { _ in true }) { state in
            state.isFinished = true
            defer { state.reader = nil }
            return state.reader
        }
        reader?.resume(returning: nil)
    }

    // MARK: ConsumerOwner, on the consumer's thread

    func startOffsets(for partitions: Set<TopicPartition>) -> [TopicPartition: Int64] {
        let known = state.withLock { $0.positions }
        return Dictionary(uniqueKeysWithValues: partitions.map { ($0, known[$0] ?? start($0)) })
    }

    func handle(_ batch: [ConsumedRecord]) -> BatchOutcome {
        let reader = state.withLock { state in
            if let reader = state.reader {
                state.reader = nil
                state.isTakenOver = true
                return Optional(reader)
            }
            state.offered = batch
            return nil
        }
        reader?.resume(returning: batch)
        // Until it was taken and the next one asked for.
        while !state.wait(atMost: .seconds(1), until: { $0.isFinished || ($0.offered == nil && !$0.isTakenOver) }) {}
        return state.withLock { state in
            if state.isFinished, state.offered != nil || state.isTakenOver { return .hold(.seconds(3600)) }
            for record in batch { state.positions[record.partition] = record.offset + 1 }
            return .handled
        }
    }

    func revoked(_ partitions: Set<TopicPartition>, lost: Bool) {}

    func polled() {}

    func failed(_ partition: TopicPartition, _ error: KafkaError) {}

    func retryDelay(attempt: Int) -> Duration { .milliseconds(min(100 * attempt, 2000)) }
}
