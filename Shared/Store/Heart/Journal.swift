/// One event as it stands in the journal: outbox, audit trail, and what state is folded from. Append-only.
package struct JournalEntry: Hashable, Sendable {
    /// The topic of events that are journalled and folded but never published.
    package static let notPublished = "-"

    package var topic: String
    package var key: String
    package var sequence: Int64
    package var aggregate: String
    /// 1, 2, 3 … per aggregate: the order of the fold.
    package var version: Int64
    package var type: String
    /// The exact bytes that are published. nil: erased, published again as a tombstone.
    package var payload: [UInt8]?
    /// The event's own bytes where a finisher made others of them.
    package var event: [UInt8]?
    /// Of the payload as it was written, kept when the payload is erased.
    package var sha256: [UInt8]
    /// What a finisher adds, as JSON.
    package var extraHeaders: String?
    package var cause: String
    /// Role, function and person identifier of who asked for it; never a name.
    package var actor: String?
    package var correlation: String?
    package var traceparent: String?
    /// Milliseconds since 1970, UTC.
    package var writtenAt: Int64

    package init(
        topic: String, key: String, sequence: Int64, aggregate: String, version: Int64, type: String, payload: [UInt8]?,
        event: [UInt8]? = nil, sha256: [UInt8], extraHeaders: String? = nil, cause: String, actor: String? = nil,
        correlation: String? = nil, traceparent: String? = nil, writtenAt: Int64
    ) {
        self.topic = topic
        self.key = key
        self.sequence = sequence
        self.aggregate = aggregate
        self.version = version
        self.type = type
        self.payload = payload
        self.event = event
        self.sha256 = sha256
        self.extraHeaders = extraHeaders
        self.cause = cause
        self.actor = actor
        self.correlation = correlation
        self.traceparent = traceparent
        self.writtenAt = writtenAt
    }

    /// The bytes that `evolve` folds.
    package var folded: [UInt8]? { event ?? payload }
}

package enum Journal {
    private static let columns = """
        topic, key, sequence, aggregate, version, type, payload, event, sha256, extra_headers, cause, actor,
        correlation, traceparent, written_at
        """

    package static func append(_ entries: [JournalEntry], in transaction: any Transaction) throws {
        try transaction.executeAll(
            append,
            entries.map { entry in
                // What is never published is never looked for by the relay.
                let kept: SQLValue = entry.topic == JournalEntry.notPublished ? -1 : nil
                return [
                    .text(entry.topic), .text(entry.key), .integer(entry.sequence), .text(entry.aggregate),
                    .integer(entry.version), .text(entry.type), SQLValue(entry.payload), SQLValue(entry.event),
                    .bytes(entry.sha256), SQLValue(entry.extraHeaders), .text(entry.cause), SQLValue(entry.actor),
                    SQLValue(entry.correlation), SQLValue(entry.traceparent), .integer(entry.writtenAt), kept, kept,
                ]
            })
    }

    private static let append = RowsStatement(
        each: """
            INSERT INTO journal (\(columns), published_partition, published_offset)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
            """,
        arrays: """
            INSERT INTO journal (\(columns), published_partition, published_offset)
            SELECT * FROM unnest(
                $1::text[], $2::text[], $3::bigint[], $4::text[], $5::bigint[], $6::text[], $7::bytea[], $8::bytea[],
                $9::bytea[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::bigint[],
                $16::bigint[], $17::bigint[])
            """,
        columns: [
            .text, .text, .integer, .text, .integer, .text, .bytes, .bytes, .bytes, .text, .text, .text, .text, .text,
            .integer, .integer, .integer,
        ])

    /// What the relay has to publish, a key's entries in order of sequence. Every topic with any has its share, so that
    /// one that the broker refuses doesn't keep the others waiting behind it, however much of it there is.
    package static func unpublished(limit: Int, in transaction: any Transaction) throws -> [JournalEntry] {
        let topics = try unpublishedTopics(in: transaction)
        var entries: [JournalEntry] = []
        for (index, topic) in topics.enumerated() {
            // What one leaves of its share, those behind it have.
            let share = max(1, (limit - entries.count) / (topics.count - index))
            entries += try transaction.query(
                """
                SELECT \(columns) FROM journal WHERE published_offset IS NULL AND topic = $1
                ORDER BY topic, key, sequence LIMIT $2
                """, [.text(topic), .integer(Int64(share))]
            ).map(entry)
        }
        return entries
    }

    /// In their order. From one to the next by the index: a backlog is long, its topics are few.
    private static func unpublishedTopics(in transaction: any Transaction) throws -> [String] {
        var topics: [String] = []
        while let next = try transaction.query(
            """
            SELECT topic FROM journal WHERE published_offset IS NULL AND topic > $1
            ORDER BY topic, key, sequence LIMIT 1
            """, [.text(topics.last ?? "")]
        ).first {
            topics.append(try next.text(0))
        }
        return topics
    }

    package struct Mark: Hashable, Sendable {
        package var topic: String
        package var key: String
        package var sequence: Int64
        package var partition: Int32
        package var offset: Int64

        package init(topic: String, key: String, sequence: Int64, partition: Int32, offset: Int64) {
            self.topic = topic
            self.key = key
            self.sequence = sequence
            self.partition = partition
            self.offset = offset
        }

        fileprivate func precedes(_ other: Mark) -> Bool {
            let (left, right) = (KeyOfTopic(topic: topic, key: key), KeyOfTopic(topic: other.topic, key: other.key))
            return left == right ? sequence < other.sequence : left < right
        }
    }

    private static let edition = "journal-edition"

    /// Counts how often the journal was to be published again. A relay reads it before it sends.
    package static func edition(in transaction: any Transaction) throws -> String {
        try Identity.remember(edition, "0", in: transaction)
    }

    /// As `edition`, without a write: once that has made the row.
    package static func standingEdition(in transaction: any Transaction) throws -> String {
        try transaction.query("SELECT value FROM identity WHERE name = $1", [.text(edition)]).first?.text(0) ?? ""
    }

    /// As `mark`, unless the journal was to be published again since the entries were sent: then they stand in a log
    /// that is lost, and a mark would keep them out of the new one. Answers whether they were marked.
    package static func mark(
        _ marks: [Mark], ofEdition expected: String, in transaction: any Transaction
    ) throws -> Bool {
        // Written, not only read: whoever publishes again meanwhile waits for this transaction, or this one for theirs.
        let standing = try transaction.execute(
            "UPDATE identity SET value = value WHERE name = $1 AND value = $2", [.text(edition), .text(expected)])
        guard standing == 1 else { return false }
        try mark(marks, in: transaction)
        return true
    }

    /// Writes down where entries came to stand, after the delivery report and never before it.
    package static func mark(_ marks: [Mark], in transaction: any Transaction) throws {
        guard !marks.isEmpty else { return }
        // In one order, so that two relays, one of which slept, don't wait for each other.
        // The relay sends in that order, and mostly nothing is to be sorted.
        let isSorted = zip(marks, marks.dropFirst()).allSatisfy { $0.precedes($1) }
        let marks = isSorted ? marks : marks.sorted { $0.precedes($1) }
        try transaction.executeAll(
            mark,
            marks.map {
                [
                    .text($0.topic), .text($0.key), .integer($0.sequence), .integer(Int64($0.partition)),
                    .integer($0.offset),
                ]
            })
        var highest: [KeyOfPartition: Int64] = [:]
        for mark in marks {
            let place = KeyOfPartition(topic: mark.topic, partition: mark.partition)
            highest[place] = max(highest[place] ?? -1, mark.offset)
        }
        try transaction.executeEach(
            """
            INSERT INTO published (topic, on_partition, highest) VALUES ($1, $2, $3)
            ON CONFLICT (topic, on_partition) DO UPDATE
            SET highest = CASE
                WHEN published.highest < excluded.highest THEN excluded.highest ELSE published.highest END
            """,
            highest.sorted { $0.key < $1.key }.map {
                [.text($0.key.topic), .integer(Int64($0.key.partition)), .integer($0.value)]
            })
    }

    private static let mark = RowsStatement(
        each: """
            UPDATE journal SET published_partition = $4, published_offset = $5
            WHERE topic = $1 AND key = $2 AND sequence = $3
            """,
        arrays: """
            UPDATE journal SET published_partition = row.place, published_offset = row.place_offset
            FROM unnest($1::text[], $2::text[], $3::bigint[], $4::bigint[], $5::bigint[])
                AS row (topic, key, sequence, place, place_offset)
            WHERE journal.topic = row.topic AND journal.key = row.key AND journal.sequence = row.sequence
            """, columns: [.text, .text, .integer, .integer, .integer])

    /// The highest offset that was marked, by partition: from there on the start-up comparison reads.
    package static func highestMarks(in transaction: any Transaction) throws -> [KeyOfPartition: Int64] {
        var marks: [KeyOfPartition: Int64] = [:]
        for row in try transaction.query("SELECT topic, on_partition, highest FROM published") {
            let place = KeyOfPartition(
                topic: try row.text(0), partition: Int32(truncatingIfNeeded: try row.integer(1)))
            marks[place] = try row.integer(2)
        }
        return marks
    }

    /// Makes the relay publish entries again, with the same sequences: after a broker lost its log, or at an operator's
    /// wish. Readers pass over what they know.
    ///
    /// - Returns: how many will be published again.
    package static func publishAgain(
        topic: String, key: String?, fromSequence: Int64, in transaction: any Transaction
    ) throws -> Int {
        _ = try edition(in: transaction)
        try transaction.execute(
            "UPDATE identity SET value = CAST(CAST(value AS BIGINT) + 1 AS TEXT) WHERE name = $1", [.text(edition)])
        try transaction.execute("DELETE FROM published WHERE topic = $1", [.text(topic)])
        return try transaction.execute(
            """
            UPDATE journal SET published_partition = NULL, published_offset = NULL
            WHERE topic = $1 AND topic <> '-' AND (key = $2 OR $2 = '') AND sequence >= $3
                AND published_offset IS NOT NULL
            """, [.text(topic), .text(key ?? ""), .integer(fromSequence)])
    }

    /// Takes the payload away and leaves its hash: what was erased and is folded past.
    package static func erase(
        _ rows: [(key: KeyOfTopic, sequence: Int64)], in transaction: any Transaction
    ) throws {
        try transaction.executeEach(
            "UPDATE journal SET payload = NULL, event = NULL WHERE topic = $1 AND key = $2 AND sequence = $3",
            rows.map { $0.key.values + [.integer($0.sequence)] })
    }

    /// Keys whose sequences have holes, or whose head row says another end than the journal; aggregates of the journal
    /// that the tables don't have. One statement each, hence beside live traffic. Answers places and what is wrong.
    package static func holes(
        limit: Int, in transaction: any Transaction
    ) throws -> [(place: String, what: String)] {
        let keys = try transaction.query(
            """
            SELECT journal.topic, journal.key, COUNT(*), MAX(journal.sequence), head.next FROM journal
            LEFT JOIN head ON head.topic = journal.topic AND head.key = journal.key
            GROUP BY journal.topic, journal.key, head.next
            HAVING COUNT(*) <> MAX(journal.sequence) OR head.next <> MAX(journal.sequence) + 1 LIMIT $1
            """, [.integer(Int64(limit))]
        ).map { row in
            let head = try row.optionalInteger(4).map { ", its head row's next is \($0)" } ?? ""
            return (
                place: try "\(row.text(0))/\(row.text(1))",
                what: try "\(row.integer(2)) rows up to sequence \(row.integer(3))\(head)"
            )
        }
        let aggregates = try transaction.query(
            """
            SELECT DISTINCT journal.aggregate FROM journal LEFT JOIN aggregate ON aggregate.id = journal.aggregate
            WHERE aggregate.id IS NULL LIMIT $1
            """, [.integer(Int64(limit))]
        ).map { (place: try $0.text(0), what: "stands in the journal and not in the tables") }
        return keys + aggregates
    }

    package static func topics(in transaction: any Transaction) throws -> [String] {
        try transaction.query(
            "SELECT DISTINCT topic FROM journal WHERE topic <> $1 ORDER BY topic", [.text(JournalEntry.notPublished)]
        ).map { try $0.text(0) }
    }

    package static func entry(
        _ key: KeyOfTopic, _ sequence: Int64, in transaction: any Transaction
    ) throws -> JournalEntry? {
        try transaction.query(
            "SELECT \(columns) FROM journal WHERE topic = $1 AND key = $2 AND sequence = $3",
            key.values + [.integer(sequence)]
        ).first.map(entry)
    }

    /// An aggregate's entries in the order of the fold, after a version.
    package static func entries(
        ofAggregate aggregate: String, after version: Int64 = 0, limit: Int, in transaction: any Transaction
    ) throws -> [JournalEntry] {
        try transaction.query(
            "SELECT \(columns) FROM journal WHERE aggregate = $1 AND version > $2 ORDER BY version LIMIT $3",
            [.text(aggregate), .integer(version), .integer(Int64(limit))]
        ).map(entry)
    }

    package struct Backlog: Hashable, Sendable {
        package var entries: Int64
        /// Milliseconds since 1970 of the oldest entry that waits.
        package var oldest: Int64?
    }

    package static func backlog(in transaction: any Transaction) throws -> Backlog {
        guard
            let row = try transaction.query(
                "SELECT COUNT(*), MIN(written_at) FROM journal WHERE published_offset IS NULL"
            ).first
        else { return Backlog(entries: 0, oldest: nil) }
        return Backlog(entries: try row.integer(0), oldest: try row.optionalInteger(1))
    }

    private static func entry(_ row: Row) throws -> JournalEntry {
        JournalEntry(
            topic: try row.text(0), key: try row.text(1), sequence: try row.integer(2), aggregate: try row.text(3),
            version: try row.integer(4), type: try row.text(5), payload: try row.optionalBytes(6),
            event: try row.optionalBytes(7), sha256: try row.bytes(8), extraHeaders: try row.optionalText(9),
            cause: try row.text(10), actor: try row.optionalText(11), correlation: try row.optionalText(12),
            traceparent: try row.optionalText(13), writtenAt: try row.integer(14))
    }
}
