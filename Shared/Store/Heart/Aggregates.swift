/// A decider's state as it is saved, with what the aggregate's lock covers: its version, and the last sequence of each
/// topic whose key is the aggregate's own identifier.
package struct AggregateRow: Hashable, Sendable {
    package var id: String
    /// How many events were folded.
    package var version: Int64
    /// Last sequence by topic.
    package var heads: [String: Int64]
    /// nil: nothing has happened to it yet.
    package var state: [UInt8]?

    package init(id: String, version: Int64 = 0, heads: [String: Int64] = [:], state: [UInt8]? = nil) {
        self.id = id
        self.version = version
        self.heads = heads
        self.state = state
    }
}

package enum Aggregates {
    /// Makes the rows that aren't there, locks all and reads them, a statement a row: `FOR UPDATE` on a row that isn't
    /// there would lock nothing (HEART: tried), so the row is inserted or written to before anything is decided on it.
    ///
    /// - Parameter ids: without doubles, in the order of their bytes.
    package static func lock(_ ids: [String], in transaction: any Transaction) throws -> [AggregateRow] {
        try zip(ids, transaction.lockEach(lock, ids.map { [.text($0)] })).map { try aggregate($0, $1, from: 0) }
    }

    private static let lock = LockStatement(
        touching: """
            INSERT INTO aggregate (id, version, heads) VALUES ($1, 0, '')
            ON CONFLICT (id) DO UPDATE SET version = aggregate.version
            RETURNING version, heads, state
            """,
        reading: "SELECT version, heads, state FROM aggregate WHERE id = $1",
        making: "INSERT INTO aggregate (id, version, heads) VALUES ($1, 0, '')")

    package static func save(_ rows: [AggregateRow], in transaction: any Transaction) throws {
        try transaction.executeAll(
            save,
            rows.map {
                [.text($0.id), .integer($0.version), .text(headsText($0.heads)), SQLValue($0.state)]
            })
    }

    private static let save = RowsStatement(
        each: "UPDATE aggregate SET version = $2, heads = $3, state = $4 WHERE id = $1",
        arrays: """
            UPDATE aggregate SET version = row.version, heads = row.heads, state = row.state
            FROM unnest($1::text[], $2::bigint[], $3::text[], $4::bytea[]) AS row (id, version, heads, state)
            WHERE aggregate.id = row.id
            """, columns: [.text, .integer, .text, .bytes])

    /// Reads without a lock: for pages and views, and to compare with the journal.
    package static func read(_ id: String, in transaction: any Transaction) throws -> AggregateRow? {
        try transaction.query("SELECT version, heads, state FROM aggregate WHERE id = $1", [.text(id)]).first
            .map { try aggregate(id, $0, from: 0) }
    }

    /// Aggregates after an identifier, in the engine's order of text, for a walk over all of them.
    package static func page(
        after id: String, limit: Int, in transaction: any Transaction
    ) throws -> [AggregateRow] {
        try transaction.query(
            "SELECT id, version, heads, state FROM aggregate WHERE id > $1 ORDER BY id LIMIT $2",
            [.text(id), .integer(Int64(limit))]
        ).map { try aggregate($0.text(0), $0, from: 1) }
    }

    private static func aggregate(_ id: String, _ row: Row, from first: Int) throws -> AggregateRow {
        AggregateRow(
            id: id, version: try row.integer(first), heads: try heads(row.text(first + 1)),
            state: try row.optionalBytes(first + 2))
    }

    /// `topic=12 other=3`: a topic's name holds neither a blank nor an equals sign.
    private static func headsText(_ heads: [String: Int64]) -> String {
        if heads.count == 1, let one = heads.first { return "\(one.key)=\(one.value)" }
        return heads.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " ")
    }

    private static func heads(_ text: String) throws -> [String: Int64] {
        var heads: [String: Int64] = [:]
        // By bytes: every locked aggregate's is read, and walking its characters costs as much as its row.
        for part in text.utf8.split(separator: UInt8(ascii: " ")) {
            guard let equals = part.lastIndex(of: UInt8(ascii: "=")),
                let last = Int64(Substring(part[part.index(after: equals)...]))
            else {
                throw StoreError(.unexpectedAnswer, operation: "read an aggregate", detail: "its heads can't be read")
            }
            heads[String(Substring(part[..<equals]))] = last
        }
        return heads
    }
}
