/// A partition, in the store's words.
package struct KeyOfPartition: Hashable, Sendable, Comparable, CustomStringConvertible {
    package var topic: String
    package var partition: Int32

    package init(topic: String, partition: Int32) {
        self.topic = topic
        self.partition = partition
    }

    package static func < (left: KeyOfPartition, right: KeyOfPartition) -> Bool {
        (left.topic, left.partition) < (right.topic, right.partition)
    }

    package var description: String { "\(topic)[\(partition)]" }
}

/// Where reading goes on, per (topic, partition): the next offset, and what the record before it was.
package struct Position: Hashable, Sendable {
    package var next: Int64
    /// Counts the resets. A batch that was read before a reset must not move the position after it: from zero on its
    /// range would fit, and it would skip records of the new log (found by the model in docs/model).
    package var generation: Int64
    package var lastKey: String?
    package var lastSequence: Int64?

    package init(next: Int64, generation: Int64 = 0, lastKey: String? = nil, lastSequence: Int64? = nil) {
        self.next = next
        self.generation = generation
        self.lastKey = lastKey
        self.lastSequence = lastSequence
    }
}

package enum Positions {
    package struct Move: Hashable, Sendable {
        package var place: KeyOfPartition
        /// Where this batch's reading began, and the position's generation then.
        package var from: Int64
        package var generation: Int64
        /// The offset after the batch's last record.
        package var to: Int64
        package var lastKey: String?
        package var lastSequence: Int64?

        package init(
            place: KeyOfPartition, from: Int64, generation: Int64 = 0, to: Int64, lastKey: String?,
            lastSequence: Int64?
        ) {
            self.place = place
            self.from = from
            self.generation = generation
            self.to = to
            self.lastKey = lastKey
            self.lastSequence = lastSequence
        }
    }

    /// Moves positions on, never back. Answers the partitions whose row isn't there, stands before `from` or was reset
    /// since: records between were never handled, so the transaction must be rolled back and the partition assigned
    /// anew (HEART).
    package static func move(_ moves: [Move], in transaction: any Transaction) throws -> [KeyOfPartition] {
        let changed = try transaction.executeEach(
            """
            UPDATE position SET
                last_key = CASE WHEN next < $4 THEN $5 ELSE last_key END,
                last_sequence = CASE WHEN next < $4 THEN $6 ELSE last_sequence END,
                next = CASE WHEN next < $4 THEN $4 ELSE next END
            WHERE topic = $1 AND on_partition = $2 AND next >= $3 AND generation = $7
            """,
            moves.map {
                [
                    .text($0.place.topic), .integer(Int64($0.place.partition)), .integer($0.from), .integer($0.to),
                    SQLValue($0.lastKey), SQLValue($0.lastSequence), .integer($0.generation),
                ]
            })
        return zip(moves, changed).filter { $0.1 == 0 }.map(\.0.place)
    }

    /// Reads positions, and makes those that aren't there yet at `first`.
    package static func load(
        _ places: [KeyOfPartition], first: Int64 = 0, in transaction: any Transaction
    ) throws -> [KeyOfPartition: Position] {
        // Sorted, as `move` is: both lock several rows.
        let places = places.sorted()
        let rows = try transaction.queryEach(
            """
            INSERT INTO position (topic, on_partition, next, generation) VALUES ($1, $2, $3, 0)
            ON CONFLICT (topic, on_partition) DO UPDATE SET next = position.next
            RETURNING next, generation, last_key, last_sequence
            """, places.map { [.text($0.topic), .integer(Int64($0.partition)), .integer(first)] })
        var positions: [KeyOfPartition: Position] = [:]
        for (place, rows) in zip(places, rows) {
            guard let row = rows.first else { continue }
            positions[place] = Position(
                next: try row.integer(0), generation: try row.integer(1), lastKey: try row.optionalText(2),
                lastSequence: try row.optionalInteger(3))
        }
        return positions
    }

    /// Back to the beginning: always safe, since `seen` passes over what was handled (HEART), and needed when a topic
    /// was recreated or a broker lost its log.
    package static func reset(topics: [String], in transaction: any Transaction) throws {
        try transaction.executeEach(
            """
            UPDATE position SET next = 0, generation = generation + 1, last_key = NULL, last_sequence = NULL
            WHERE topic = $1
            """, topics.map { [.text($0)] })
    }

    /// The generations that stand, without a lock: an owner that only waits for records asks now and then, and begins
    /// anew where a reset passed it by.
    package static func generations(in transaction: any Transaction) throws -> [KeyOfPartition: Int64] {
        var generations: [KeyOfPartition: Int64] = [:]
        for row in try transaction.query("SELECT topic, on_partition, generation FROM position") {
            let place = KeyOfPartition(
                topic: try row.text(0), partition: Int32(truncatingIfNeeded: try row.integer(1)))
            generations[place] = try row.integer(2)
        }
        return generations
    }
}
