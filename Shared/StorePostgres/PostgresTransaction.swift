import Store

/// A transaction on one lent connection. Lives in its body, on the thread that runs it.
///
/// BEGIN goes out with the first statement, so a transaction costs a round trip for each statement and one for COMMIT.
final class PostgresTransaction: Transaction {
    private let connection: PostgresConnection
    private let isRead: Bool
    private var isBegun = false
    private(set) var failure: StoreError?

    init(_ connection: PostgresConnection, isRead: Bool) {
        self.connection = connection
        self.isRead = isRead
    }

    @discardableResult
    func execute(_ sql: String, _ values: [SQLValue]) throws -> Int {
        try run(sql, [values], "execute")[0].changed
    }

    func query(_ sql: String, _ values: [SQLValue]) throws -> [Row] {
        try run(sql, [values], "query")[0].rows
    }

    @discardableResult
    func executeEach(_ sql: String, _ values: [[SQLValue]]) throws -> [Int] {
        try run(sql, values, "execute each").map(\.changed)
    }

    func queryEach(_ sql: String, _ values: [[SQLValue]]) throws -> [[Row]] {
        try run(sql, values, "query each").map(\.rows)
    }

    func lockEach(_ statement: LockStatement, _ values: [[SQLValue]]) throws -> [Row] {
        try run(statement.touching, values, "lock each").map { answer in
            guard let row = answer.rows.first else { throw StoreError.noRowToLock() }
            return row
        }
    }

    func executeAll(_ statement: RowsStatement, _ rows: [[SQLValue]]) throws {
        _ = try guarded("execute all", isEmpty: rows.isEmpty) { prelude, operation throws(StoreError) in
            try connection.runArrays(statement, rows, prelude: prelude, operation: operation, isRead: isRead)
            return []
        }
    }

    /// Makes it durable. When the connection goes before the answer, nobody knows whether it stands: the caller runs
    /// the transaction again, and its guards tell (HEART: a step that is done is passed over).
    func commit() throws(StoreError) {
        guard isBegun else { return }
        let answers: [PostgresAnswer]
        do throws(StoreError) {
            answers = try connection.run("COMMIT", [[]], prelude: nil, operation: "commit", isRead: isRead)
        } catch {
            guard connection.isBroken || error.kind == .unavailable else { throw error }
            throw StoreError(
                .unavailable, operation: "commit", code: error.code,
                detail: "the connection was lost before the answer: the transaction may stand or not; run it again")
        }
        guard answers.first?.command == "COMMIT" else {
            throw StoreError(.unexpectedAnswer, operation: "commit", detail: "the server rolled back")
        }
    }

    /// - Returns: false when the connection is of no use any more; the server rolls back by itself.
    func rollback() -> Bool {
        guard isBegun else { return !connection.isBroken }
        guard !connection.isBroken else { return false }
        return (try? connection.run("ROLLBACK", [[]], prelude: nil, operation: "roll back", isRead: isRead)) != nil
    }

    private func run(_ sql: String, _ lists: [[SQLValue]], _ operation: String) throws(StoreError) -> [PostgresAnswer] {
        try guarded(operation, isEmpty: lists.isEmpty) { prelude, operation throws(StoreError) in
            try connection.run(sql, lists, prelude: prelude, operation: operation, isRead: isRead)
        }
    }

    /// Runs the body with what is to go ahead of its statements: BEGIN, at the transaction's first.
    private func guarded(
        _ operation: String, isEmpty: Bool, _ body: (String?, String) throws(StoreError) -> [PostgresAnswer]
    ) throws(StoreError) -> [PostgresAnswer] {
        if let failure {
            throw StoreError(
                .unexpectedAnswer, operation: operation, code: failure.code,
                detail: "an earlier statement of this transaction failed")
        }
        guard !isEmpty else { return [] }
        do throws(StoreError) {
            let begin =
                isRead
                ? "BEGIN ISOLATION LEVEL READ COMMITTED READ ONLY" : "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE"
            let prelude = isBegun ? nil : begin
            isBegun = true
            return try body(prelude, operation)
        } catch {
            failure = error
            throw error
        }
    }
}
