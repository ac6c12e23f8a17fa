/// The sequence of an outgoing key that isn't the writing aggregate's own, and what a finisher remembers of it (the
/// feed's last number and hash). Locked after the aggregates and the domain's rows (HEART: lock order).
package struct HeadRow: Hashable, Sendable {
    package var key: KeyOfTopic
    /// The sequence of the next event.
    package var next: Int64
    package var memory: [UInt8]?

    package init(key: KeyOfTopic, next: Int64, memory: [UInt8]?) {
        self.key = key
        self.next = next
        self.memory = memory
    }
}

package enum Heads {
    /// Locks the rows by writing them, new ones made at 1.
    ///
    /// - Parameter keys: without doubles, in their own order.
    package static func lock(_ keys: [KeyOfTopic], in transaction: any Transaction) throws -> [HeadRow] {
        try zip(keys, transaction.lockEach(lock, keys.map(\.values))).map { key, row in
            HeadRow(key: key, next: try row.integer(0), memory: try row.optionalBytes(1))
        }
    }

    private static let lock = LockStatement(
        touching: """
            INSERT INTO head (topic, key, next) VALUES ($1, $2, 1)
            ON CONFLICT (topic, key) DO UPDATE SET next = head.next RETURNING next, memory
            """,
        reading: "SELECT next, memory FROM head WHERE topic = $1 AND key = $2",
        making: "INSERT INTO head (topic, key, next) VALUES ($1, $2, 1)")

    package static func save(_ rows: [HeadRow], in transaction: any Transaction) throws {
        try transaction.executeEach(
            "UPDATE head SET next = $3, memory = $4 WHERE topic = $1 AND key = $2",
            rows.map { $0.key.values + [.integer($0.next), SQLValue($0.memory)] })
    }
}
