/// What the consumer asks of the code that owns the positions. Every call comes on the consumer's own polling thread,
/// one at a time, and may block there (below `max.poll.interval.ms`): the store's transactions run on this thread.
package protocol ConsumerOwner: AnyObject, Sendable {
    /// The offsets at which these partitions are to be read from: the store's, never the group's.
    ///
    /// Called on assignment and whenever the consumer is to be assigned anew. A throw means "not now" (the store is
    /// away, a topic was recreated): the consumer holds the partitions unread, keeps polling, and asks again after the
    /// delay that `retryDelay(attempt:)` gives. A partition left out of the answer, or with a negative offset, is held
    /// in the same way while the others are read.
    func startOffsets(for partitions: Set<TopicPartition>) throws -> [TopicPartition: Int64]

    /// Handles a batch, records in the order they were read; per partition in offset order.
    func handle(_ batch: [ConsumedRecord]) -> BatchOutcome

    /// Partitions that are no longer ours. `lost`: someone else may own them already (the session had expired).
    func revoked(_ partitions: Set<TopicPartition>, lost: Bool)

    /// Called at least once a second while the consumer polls, also when nothing comes: the loop is alive.
    func polled()

    /// A partition can't be read: its offset is not there (`.offsetOutOfRange`: cut or recreated), the topic is unknown
    /// or forbidden. It is held unread and `startOffsets` is asked for it again after `retryDelay(attempt:)`; the
    /// others go on. A partition of −1 stands for a topic as a whole.
    func failed(_ partition: TopicPartition, _ error: KafkaError)

    /// How long to wait before `startOffsets` is asked again; `attempt` counts from 1. Must be pure and quick.
    func retryDelay(attempt: Int) -> Duration
}

package enum BatchOutcome: Hashable, Sendable {
    /// Handled and committed: go on. The consumer then commits offset + 1 to the group, for lag figures only.
    case handled
    /// Drop all that is buffered and be assigned anew from the owner's offsets.
    case reassign
    /// As `reassign`, but hold the partitions unread for a while first: the store is away.
    case hold(Duration)
}
