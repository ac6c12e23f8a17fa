package import Kafka
import Messages
package import Store

/// Where an instance's reading stands in memory, per assigned partition: what the next batch's moves begin from. Pure.
///
/// Set on assignment from the store, moved on by each commit; a batch that failed leaves it where it was, so that the
/// batch run again claims the same range.
package struct ReadingPositions: Sendable {
    private var next: [KeyOfPartition: Int64] = [:]

    package init() {}

    package mutating func assigned(_ offsets: [KeyOfPartition: Int64]) {
        next.merge(offsets) { _, new in new }
    }

    package mutating func revoked(_ places: some Sequence<KeyOfPartition>) {
        for place in places { next[place] = nil }
    }

    package mutating func removeAll() { next = [:] }

    /// The moves of a batch: from where reading stands to behind the batch's last record of each partition. Offsets have
    /// holes (compaction, transaction markers), so `to` is no count. Records of a partition that isn't ours are a fault of
    /// the consumer's: they are left out, and nil says so.
    package func moves(of readings: [Reading]) -> [Positions.Move]? {
        var moves: [KeyOfPartition: Positions.Move] = [:]
        for reading in readings {
            let record = reading.record
            let place = KeyOfPartition(record.partition)
            guard let from = next[place] else { return nil }
            var move =
                moves[place] ?? Positions.Move(place: place, from: from, to: from, lastKey: nil, lastSequence: nil)
            guard record.offset + 1 > move.to else { continue }
            move.to = record.offset + 1
            if case .ours(let ours, _) = reading {
                move.lastKey = ours.envelope.key
                move.lastSequence = ours.envelope.sequence
            } else {
                move.lastKey = nil
                move.lastSequence = nil
            }
            moves[place] = move
        }
        return moves.values.sorted { $0.place < $1.place }
    }

    package mutating func committed(_ moves: [Positions.Move]) {
        for move in moves { next[move.place] = move.to }
    }
}

extension KeyOfPartition {
    package init(_ partition: TopicPartition) {
        self.init(topic: partition.topic, partition: partition.partition)
    }

    package var topicPartition: TopicPartition { TopicPartition(topic: topic, partition: partition) }
}
