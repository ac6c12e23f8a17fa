package import Kafka
import Messages
package import Store

/// Where an instance's reading stands in memory, per assigned partition: what the next batch's moves begin from. Pure.
///
/// Set on assignment from the store, moved on by each commit; a batch that failed leaves it where it was, so that the
/// batch run again claims the same range. What comes after a batch that was never committed claims only from its own
/// beginning, which the store refuses: so a record that was read and dropped can't be passed over.
package struct ReadingPositions: Sendable {
    private var next: [KeyOfPartition: Int64] = [:]
    private var generations: [KeyOfPartition: Int64] = [:]
    /// Behind each record that stood in a batch and that no commit has covered yet, ascending.
    private var uncommitted: [KeyOfPartition: [Int64]] = [:]

    package init() {}

    package mutating func assigned(_ positions: [KeyOfPartition: Position]) {
        for (place, position) in positions {
            next[place] = position.next
            generations[place] = position.generation
            uncommitted[place] = nil
        }
    }

    /// Whether a partition that is read was reset since, by another instance or an operator.
    package func isOvertaken(by standing: [KeyOfPartition: Int64]) -> Bool {
        generations.contains { place, generation in standing[place].map { $0 != generation } ?? false }
    }

    package mutating func revoked(_ places: some Sequence<KeyOfPartition>) {
        for place in places {
            next[place] = nil
            generations[place] = nil
            uncommitted[place] = nil
        }
    }

    package mutating func removeAll() {
        next = [:]
        generations = [:]
        uncommitted = [:]
    }

    /// The moves of a batch: from where its reading began to behind the batch's last record of each partition. Offsets
    /// have holes (compaction, transaction markers), so `to` is no count. Records of a partition that isn't ours are a
    /// fault of the consumer's: they are left out, and nil says so.
    package mutating func moves(of readings: [Reading]) -> [Positions.Move]? {
        var moves: [KeyOfPartition: Positions.Move] = [:]
        var ends: [KeyOfPartition: [Int64]] = [:]
        // Records come in runs of one partition: the tables are asked once a run.
        var index = readings.startIndex
        while index < readings.endIndex {
            let place = KeyOfPartition(readings[index].record.partition)
            guard let begun = next[place] else { return nil }
            var move = moves[place]
            var endsHere = ends[place] ?? []
            var last = endsHere.last ?? uncommitted[place]?.last ?? begun
            while index < readings.endIndex {
                let record = readings[index].record
                guard record.partition.partition == place.partition, record.partition.topic == place.topic else {
                    break
                }
                if record.offset + 1 > last {
                    last = record.offset + 1
                    endsHere.append(last)
                }
                let from = move?.from ?? uncommitted[place]?.last { $0 <= record.offset } ?? begun
                if record.offset + 1 > move?.to ?? from {
                    let line = readings[index].line
                    move = Positions.Move(
                        place: place, from: from, generation: generations[place] ?? 0, to: record.offset + 1,
                        lastKey: line?.key.key, lastSequence: line?.sequence)
                }
                index += 1
            }
            moves[place] = move
            ends[place] = endsHere
        }
        for (place, ends) in ends where !ends.isEmpty { uncommitted[place, default: []] += ends }
        return moves.values.sorted { $0.place < $1.place }
    }

    package mutating func committed(_ moves: [Positions.Move]) {
        for move in moves {
            next[move.place] = move.to
            uncommitted[move.place]?.removeAll { $0 <= move.to }
        }
    }
}

extension KeyOfPartition {
    package init(_ partition: TopicPartition) {
        self.init(topic: partition.topic, partition: partition.partition)
    }

    package var topicPartition: TopicPartition { TopicPartition(topic: topic, partition: partition) }
}
