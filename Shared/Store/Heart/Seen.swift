/// The next sequence to handle, per (topic, key): what makes a record's effect happen once and in order.
package enum Seen {
    /// Locks the rows by writing them, new ones made at 1, and answers each one's next sequence.
    ///
    /// What is parked for these keys must be read in a *later* statement: a record parked while we waited for the lock
    /// is missed otherwise (HEART: tried).
    ///
    /// - Parameter keys: without doubles, in their own order (`KeyOfTopic.<`).
    package static func lock(_ keys: [KeyOfTopic], in transaction: any Transaction) throws -> [Int64] {
        try transaction.lockEach(lock, keys.map(\.values)).map { try $0.integer(0) }
    }

    private static let lock = LockStatement(
        touching: """
            INSERT INTO seen (topic, key, next) VALUES ($1, $2, 1)
            ON CONFLICT (topic, key) DO UPDATE SET next = seen.next RETURNING next
            """,
        reading: "SELECT next FROM seen WHERE topic = $1 AND key = $2",
        making: "INSERT INTO seen (topic, key, next) VALUES ($1, $2, 1)")

    /// Whether a record of the key was ever read.
    package static func isKnown(_ key: KeyOfTopic, in transaction: any Transaction) throws -> Bool {
        try !transaction.query("SELECT next FROM seen WHERE topic = $1 AND key = $2", key.values).isEmpty
    }

    /// Moves on the rows that `lock` holds.
    package static func advance(_ next: [(key: KeyOfTopic, next: Int64)], in transaction: any Transaction) throws {
        try transaction.executeAll(
            advance, next.map { [.text($0.key.topic), .text($0.key.key), .integer($0.next)] })
    }

    private static let advance = RowsStatement(
        each: "UPDATE seen SET next = $3 WHERE topic = $1 AND key = $2",
        arrays: """
            UPDATE seen SET next = row.next FROM unnest($1::text[], $2::text[], $3::bigint[]) AS row (topic, key, next)
            WHERE seen.topic = row.topic AND seen.key = row.key
            """, columns: [.text, .text, .integer])

    /// Moves a key on to at least this sequence, for `recover`: never back.
    package static func advanceAtLeast(_ key: KeyOfTopic, to next: Int64, in transaction: any Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO seen (topic, key, next) VALUES ($1, $2, $3)
            ON CONFLICT (topic, key) DO UPDATE
            SET next = CASE WHEN seen.next < excluded.next THEN excluded.next ELSE seen.next END
            """, key.values + [.integer(next)])
    }
}
