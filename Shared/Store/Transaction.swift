/// The only way to touch data. Lives inside `Database.transaction` or `Database.read` and must not leave it.
///
/// SQL is written once for both engines: parameters are `$1`, `$2` … in order of first use (SQLite takes them as named
/// parameters, and they are bound through their names: HEART), `ON CONFLICT` and `RETURNING` are at hand, text compares
/// by bytes, and byte columns are declared BYTEA. Statements are prepared once a connection and kept.
///
/// Not Sendable: used on the thread that runs the transaction's body. Every call throws `StoreError`.
package protocol Transaction: AnyObject {
    /// Runs a statement and answers how many rows it changed.
    @discardableResult
    func execute(_ sql: String, _ values: [SQLValue]) throws -> Int

    /// Runs a statement and answers its rows.
    func query(_ sql: String, _ values: [SQLValue]) throws -> [Row]

    /// Runs one statement for each list of values, in order; answers the changed rows of each.
    /// PostgreSQL sends them in one pipeline, so a batch costs one round trip.
    @discardableResult
    func executeEach(_ sql: String, _ values: [[SQLValue]]) throws -> [Int]

    /// Runs a statement for all rows, in order; PostgreSQL as one statement (see `RowsStatement`).
    func executeAll(_ statement: RowsStatement, _ rows: [[SQLValue]]) throws

    /// Locks a row for each list of values, in order, and answers it; one that isn't there is made (see
    /// `LockStatement`). Refused inside `Database.read`.
    func lockEach(_ statement: LockStatement, _ values: [[SQLValue]]) throws -> [Row]

    /// Runs one statement for each list of values, in order; answers the rows of each.
    func queryEach(_ sql: String, _ values: [[SQLValue]]) throws -> [[Row]]
}

extension Transaction {
    @discardableResult
    package func execute(_ sql: String) throws -> Int { try execute(sql, []) }
    package func query(_ sql: String) throws -> [Row] { try query(sql, []) }
}
