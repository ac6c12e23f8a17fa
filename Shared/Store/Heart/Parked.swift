/// A record that waits: for a missing earlier one of its key (no error), or for a program that can handle it (an
/// error).
package struct ParkedRecord: Hashable, Sendable {
    /// At most this much of a value is kept; of a larger one its size, hash and offset (SECURITY).
    package static let largestKeptValue = 1 << 20

    package var key: KeyOfTopic
    package var sequence: Int64
    package var partition: Int32
    package var offset: Int64
    /// The headers as ServiceKit writes them down.
    package var headers: [UInt8]
    /// nil is a tombstone, or a value too large to keep (`valueSize` > 0).
    package var value: [UInt8]?
    package var valueSize: Int64
    package var valueSHA256: [UInt8]?
    /// Why it couldn't be handled; nil where it only waits. Holds no data of the record.
    package var error: String?
    /// The program version that failed on it, or that parked it.
    package var program: String
    package var attempts: Int64
    /// Milliseconds since 1970, UTC.
    package var parkedAt: Int64

    package init(
        key: KeyOfTopic, sequence: Int64, partition: Int32, offset: Int64, headers: [UInt8], value: [UInt8]?,
        valueSize: Int64, valueSHA256: [UInt8]?, error: String?, program: String, attempts: Int64, parkedAt: Int64
    ) {
        self.key = key
        self.sequence = sequence
        self.partition = partition
        self.offset = offset
        self.headers = headers
        self.value = value
        self.valueSize = valueSize
        self.valueSHA256 = valueSHA256
        self.error = error
        self.program = program
        self.attempts = attempts
        self.parkedAt = parkedAt
    }

    package var isValueKept: Bool { value != nil || valueSize == 0 }
}

package enum Parked {
    private static let columns = """
        topic, key, sequence, from_partition, from_offset, headers, value, value_size, value_sha256, error, program,
        attempts, parked_at
        """

    /// What is parked for each key, in order of sequence. Read it after the keys' `seen` rows are locked, in a
    /// statement of its own.
    package static func records(
        of keys: [KeyOfTopic], in transaction: any Transaction
    ) throws -> [[ParkedRecord]] {
        // Mostly nothing of the topic is parked, and one statement, later than the locks, says so for all its keys: who
        // parks holds the key's lock, and we have that.
        var isParked: [String: Bool] = [:]
        for key in keys where isParked[key.topic] == nil {
            isParked[key.topic] = try !transaction.query(
                "SELECT 1 FROM parked WHERE topic = $1 LIMIT 1", [.text(key.topic)]
            ).isEmpty
        }
        guard isParked.values.contains(true) else { return Array(repeating: [], count: keys.count) }
        return try transaction.queryEach(
            "SELECT \(columns) FROM parked WHERE topic = $1 AND key = $2 ORDER BY sequence", keys.map(\.values)
        ).map { try $0.map(record) }
    }

    /// Parks records. One that is parked already stays as it is (HEART).
    package static func insert(_ records: [ParkedRecord], in transaction: any Transaction) throws {
        try transaction.executeEach(
            """
            INSERT INTO parked (\(columns)) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
            ON CONFLICT (topic, key, sequence) DO NOTHING
            """,
            records.map { record in
                record.key.values + [
                    .integer(record.sequence), .integer(Int64(record.partition)), .integer(record.offset),
                    .bytes(record.headers), SQLValue(record.value), .integer(record.valueSize),
                    SQLValue(record.valueSHA256), SQLValue(record.error), .text(record.program),
                    .integer(record.attempts), .integer(record.parkedAt),
                ]
            })
    }

    /// Writes down that a parked record was tried again, by which program, and why it failed.
    package static func failedAgain(
        _ failures: [(key: KeyOfTopic, sequence: Int64, error: String)], program: String,
        in transaction: any Transaction
    ) throws {
        try transaction.executeEach(
            """
            UPDATE parked SET error = $4, program = $5, attempts = attempts + 1
            WHERE topic = $1 AND key = $2 AND sequence = $3
            """,
            failures.map { $0.key.values + [.integer($0.sequence), .text($0.error), .text(program)] })
    }

    package static func remove(
        _ records: [(key: KeyOfTopic, sequence: Int64)], in transaction: any Transaction
    ) throws {
        try transaction.executeEach(
            "DELETE FROM parked WHERE topic = $1 AND key = $2 AND sequence = $3",
            records.map { $0.key.values + [.integer($0.sequence)] })
    }

    /// Keys whose next record is parked and may be handled now: it never failed, or failed under another program.
    /// Rows that were handled by another road meanwhile count too, so that the sweep clears them.
    package static func sweepable(
        program: String, limit: Int, in transaction: any Transaction
    ) throws -> [KeyOfTopic] {
        try transaction.query(
            """
            SELECT DISTINCT parked.topic, parked.key FROM parked
            JOIN seen ON seen.topic = parked.topic AND seen.key = parked.key
            WHERE parked.sequence < seen.next
                OR (parked.sequence = seen.next AND (parked.error IS NULL OR parked.program <> $1))
            LIMIT $2
            """, [.text(program), .integer(Int64(limit))]
        ).map { KeyOfTopic(topic: try $0.text(0), key: try $0.text(1)) }
    }

    /// For the operator's list. Values are not read.
    package static func list(
        topic: String?, key: String?, limit: Int, in transaction: any Transaction
    ) throws -> [ParkedRecord] {
        try transaction.query(
            """
            SELECT topic, key, sequence, from_partition, from_offset, headers, NULL, value_size, value_sha256, error,
            program, attempts, parked_at FROM parked
            WHERE (topic = $1 OR $1 = '') AND (key = $2 OR $2 = '')
            ORDER BY topic, key, sequence LIMIT $3
            """, [.text(topic ?? ""), .text(key ?? ""), .integer(Int64(limit))]
        ).map(record)
    }

    package static func record(
        _ key: KeyOfTopic, _ sequence: Int64, in transaction: any Transaction
    ) throws -> ParkedRecord? {
        try transaction.query(
            "SELECT \(columns) FROM parked WHERE topic = $1 AND key = $2 AND sequence = $3",
            key.values + [.integer(sequence)]
        ).first.map(record)
    }

    package struct Figures: Hashable, Sendable {
        package var topic: String
        /// Keys that stand still because of an error.
        package var failedKeys: Int64
        /// Keys that wait for a missing record.
        package var waitingKeys: Int64
        /// Milliseconds since 1970 of the oldest parked record of each kind.
        package var oldestFailed: Int64?
        package var oldestWaiting: Int64?
    }

    package static func figures(in transaction: any Transaction) throws -> [Figures] {
        try transaction.query(
            """
            SELECT parked.topic,
                COUNT(DISTINCT CASE WHEN error IS NOT NULL THEN parked.key END),
                COUNT(DISTINCT CASE WHEN error IS NULL THEN parked.key END),
                MIN(CASE WHEN error IS NOT NULL THEN parked_at END), MIN(CASE WHEN error IS NULL THEN parked_at END)
            FROM parked GROUP BY parked.topic ORDER BY parked.topic
            """
        ).map { row in
            Figures(
                topic: try row.text(0), failedKeys: try row.integer(1), waitingKeys: try row.integer(2),
                oldestFailed: try row.optionalInteger(3), oldestWaiting: try row.optionalInteger(4))
        }
    }

    private static func record(_ row: Row) throws -> ParkedRecord {
        ParkedRecord(
            key: KeyOfTopic(topic: try row.text(0), key: try row.text(1)), sequence: try row.integer(2),
            partition: Int32(truncatingIfNeeded: try row.integer(3)), offset: try row.integer(4),
            headers: try row.bytes(5), value: try row.optionalBytes(6), valueSize: try row.integer(7),
            valueSHA256: try row.optionalBytes(8), error: try row.optionalText(9), program: try row.text(10),
            attempts: try row.integer(11), parkedAt: try row.integer(12))
    }
}
