import GRDB
import Store

/// A transaction on one SQLite connection. Lives in its body, on the connection's thread.
///
/// As on PostgreSQL, a statement that failed ends the transaction: what comes after is refused, and the commit too,
/// even if the body swallowed the error. SQLite alone would go on with half of the work.
final class SQLiteTransaction: Transaction {
    private let database: GRDB.Database
    private let isRead: Bool
    private let space = BindingSpace()
    private(set) var failure: StoreError?

    init(_ database: GRDB.Database, isRead: Bool) {
        self.database = database
        self.isRead = isRead
    }

    @discardableResult
    func execute(_ sql: String, _ values: [SQLValue]) throws -> Int {
        try guarded("execute") { () throws(StoreError) in
            let statement = try statement(sql, "execute")
            defer { statement.letGo() }
            return try statement.run(values, operation: "execute")
        }
    }

    func query(_ sql: String, _ values: [SQLValue]) throws -> [Store.Row] {
        try guarded("query") { () throws(StoreError) in
            let statement = try statement(sql, "query")
            defer { statement.letGo() }
            return try statement.rows(values, operation: "query")
        }
    }

    @discardableResult
    func executeEach(_ sql: String, _ values: [[SQLValue]]) throws -> [Int] {
        try guarded("execute each") { () throws(StoreError) in
            guard !values.isEmpty else { return [] }
            let statement = try statement(sql, "execute each")
            defer { statement.letGo() }
            var counts: [Int] = []
            counts.reserveCapacity(values.count)
            for one in values { counts.append(try statement.run(one, operation: "execute each")) }
            return counts
        }
    }

    func lockEach(_ statement: LockStatement, _ values: [[SQLValue]]) throws -> [Store.Row] {
        try guarded("lock each") { () throws(StoreError) in
            guard !values.isEmpty else { return [] }
            // A reading connection would answer for rows that are there, and lock nothing.
            guard !isRead else {
                throw StoreError(.unexpectedAnswer, operation: "lock each", detail: "nothing is locked in a read")
            }
            let reading = try self.statement(statement.reading, "lock each")
            var making: SQLiteStatement?
            defer {
                reading.letGo()
                making?.letGo()
            }
            var answers: [Store.Row] = []
            answers.reserveCapacity(values.count)
            for one in values {
                var row = try reading.first(one, operation: "lock each")
                if row == nil {
                    if making == nil { making = try self.statement(statement.making, "lock each") }
                    _ = try making?.run(one, operation: "lock each")
                    row = try reading.first(one, operation: "lock each")
                }
                guard let row else { throw StoreError.noRowToLock() }
                answers.append(row)
            }
            return answers
        }
    }

    func executeAll(_ statement: RowsStatement, _ rows: [[SQLValue]]) throws {
        try executeEach(statement.each, rows)
    }

    func queryEach(_ sql: String, _ values: [[SQLValue]]) throws -> [[Store.Row]] {
        try guarded("query each") { () throws(StoreError) in
            guard !values.isEmpty else { return [] }
            let statement = try statement(sql, "query each")
            defer { statement.letGo() }
            var answers: [[Store.Row]] = []
            answers.reserveCapacity(values.count)
            for one in values { answers.append(try statement.rows(one, operation: "query each")) }
            return answers
        }
    }

    private func statement(_ sql: String, _ operation: String) throws(StoreError) -> SQLiteStatement {
        guard let connection = database.sqliteConnection else {
            throw StoreError(.unavailable, operation: operation, detail: "the store is closed")
        }
        do {
            let prepared = try database.cachedStatement(sql: sql)
            return try SQLiteStatement(
                connection: connection, handle: prepared.sqliteStatement, space: space, operation: operation)
        } catch let error as DatabaseError {
            // GRDB answers SQLITE_MISUSE for text that is no statement, or more than one.
            if error.resultCode == .SQLITE_MISUSE {
                throw StoreError(.unexpectedAnswer, operation: operation, detail: "not one statement")
            }
            throw SQLiteErrors.error(error, connection: connection, operation: operation)
        } catch let error as StoreError {
            throw error
        } catch {
            throw StoreError(.unexpectedAnswer, operation: operation, detail: "\(type(of: error))")
        }
    }

    private func guarded<Answer>(_ operation: String, _ work: () throws(StoreError) -> Answer) throws -> Answer {
        if let failure {
            throw StoreError(
                .unexpectedAnswer, operation: operation, code: failure.code,
                detail: "an earlier statement of this transaction failed")
        }
        do {
            return try work()
        } catch {
            var error = error
            // A reading connection takes no write: the program's fault, not the configuration's.
            if isRead && error.kind == .configuration { error.kind = .unexpectedAnswer }
            failure = error
            throw error
        }
    }
}
