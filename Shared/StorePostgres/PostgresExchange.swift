import CPQ
import Foundation
import Store

/// What one statement answered.
struct PostgresAnswer {
    var rows: [Row] = []
    var changed = 0
    /// The command that the server says it ran: "COMMIT", or "ROLLBACK" where a failed transaction was to be committed.
    var command = ""
}

extension PostgresConnection {
    /// So many statements, or so many bytes, go out before their answers are awaited: a batch of 500 is one round trip,
    /// and neither libpq nor the server has to hold a backlog of megabytes.
    private static let chunkStatements = 512
    private static let chunkBytes = 1 << 20

    private enum Expected {
        case prepared(String, PreparedStatements.Statement)
        /// A statement without rows that goes ahead: BEGIN.
        case prelude
        case answer
    }

    /// Runs one statement for each list of values.
    ///
    /// - Parameter prelude: BEGIN, sent ahead in the same round trip.
    /// - Throws: `StoreError`; after one the pipeline is empty again, or the connection is broken.
    func run(
        _ sql: String, _ lists: [[SQLValue]], prelude: String?, operation: String, isRead: Bool
    ) throws(StoreError) -> [PostgresAnswer] {
        var answers: [PostgresAnswer] = []
        answers.reserveCapacity(lists.count)
        var next = 0
        var prelude = prelude
        // The same statement mostly fits all lists: looked up again only where it doesn't.
        var last: PreparedStatements.Statement?
        while next < lists.count || prelude != nil {
            try exchange(prelude, into: &answers, operation, isRead) { expected throws(StoreError) in
                let end = min(next + Self.chunkStatements, lists.count)
                var bytes = 0
                while next < end && bytes < Self.chunkBytes {
                    last = try send(sql, lists[next], .answer, last, &expected, operation)
                    bytes += parameters.bytes.count
                    next += 1
                }
            }
            prelude = nil
        }
        return answers
    }

    /// Runs one statement over all rows, an array a column.
    ///
    /// - Throws: as `run`.
    func runArrays(
        _ statement: RowsStatement, _ rows: [[SQLValue]], prelude: String?, operation: String, isRead: Bool
    ) throws(StoreError) {
        let types = statement.columns.map { PostgresArray.type(of: $0) }
        var prelude = prelude
        var next = 0
        var answers: [PostgresAnswer] = []
        while next < rows.count {
            let end = Self.end(of: rows, from: next)
            try exchange(prelude, into: &answers, operation, isRead) { expected throws(StoreError) in
                try parameters.fill(statement.columns, rows[next..<end], operation: operation)
                let prepared: PreparedStatements.Statement
                if let known = statements.find(statement.arrays, types: types) {
                    prepared = known
                } else {
                    let new = statements.add(statement.arrays, types: types)
                    prepared = try prepare(statement.arrays, new, &expected, operation)
                }
                try sendParameters(to: prepared, .answer, &expected, operation)
            }
            prelude = nil
            next = end
        }
    }

    /// Rows whose bytes are about a chunk's; one at least.
    private static func end(of rows: [[SQLValue]], from first: Int) -> Int {
        var bytes = 0
        for index in first..<rows.count {
            for value in rows[index] {
                switch value {
                case .null, .integer: bytes += 8
                case .text(let text): bytes += text.utf8.count
                case .bytes(let value): bytes += value.count
                }
            }
            if bytes > chunkBytes { return index + 1 }
        }
        return rows.count
    }

    /// One round trip: sends what the body sends, behind the prelude, then reads all of its answers.
    private func exchange(
        _ prelude: String?, into answers: inout [PostgresAnswer], _ operation: String, _ isRead: Bool,
        _ body: (inout [Expected]) throws(StoreError) -> Void
    ) throws(StoreError) {
        var expected: [Expected] = []
        var problem: StoreError?
        do throws(StoreError) {
            if let prelude { try send(prelude, [], .prelude, nil, &expected, operation) }
            try body(&expected)
        } catch {
            problem = error
        }
        // What has been sent is closed and read even so: the pipeline must be empty for the ROLLBACK.
        guard PQpipelineSync(handle) == 1 else {
            spoil()
            throw PostgresErrors.lost(handle, operation: operation)
        }
        do throws(StoreError) {
            try receive(expected, into: &answers, operation, isRead)
        } catch {
            throw isBroken ? error : (problem ?? error)
        }
        if let problem { throw problem }
    }

    /// - Parameter last: the statement that the values before went to.
    /// - Returns: the one that these went to.
    @discardableResult
    private func send(
        _ sql: String, _ values: [SQLValue], _ kind: Expected, _ last: PreparedStatements.Statement?,
        _ expected: inout [Expected], _ operation: String
    ) throws(StoreError) -> PreparedStatements.Statement {
        try parameters.fill(values, operation: operation)
        let statement: PreparedStatements.Statement
        if let last, last.fits(values) {
            statement = last
        } else if let known = statements.find(sql, for: values) {
            statement = known
        } else {
            statement = try prepare(sql, statements.add(sql, for: values), &expected, operation)
        }
        try sendParameters(to: statement, kind, &expected, operation)
        return statement
    }

    private func prepare(
        _ sql: String, _ statement: PreparedStatements.Statement, _ expected: inout [Expected], _ operation: String
    ) throws(StoreError) -> PreparedStatements.Statement {
        guard PQsendPrepare(handle, statement.name, sql, Int32(statement.types.count), statement.types) == 1 else {
            statements.forget(sql, statement)
            throw PostgresErrors.lost(handle, operation: operation)
        }
        expected.append(.prepared(sql, statement))
        return statement
    }

    private func sendParameters(
        to statement: PreparedStatements.Statement, _ kind: Expected, _ expected: inout [Expected], _ operation: String
    ) throws(StoreError) {
        let sent = parameters.withPointers { pointers in
            PQsendQueryPrepared(
                handle, statement.name, Int32(statement.types.count), pointers, parameters.lengths,
                parameters.formats, 1)
        }
        guard sent == 1 else { throw PostgresErrors.lost(handle, operation: operation) }
        expected.append(kind)
    }

    /// Reads all answers up to the pipeline's end, then throws the first error among them.
    private func receive(
        _ expected: [Expected], into answers: inout [PostgresAnswer], _ operation: String, _ isRead: Bool
    ) throws(StoreError) {
        let deadline = MonotonicCondition.now + answerTimeout
        var problem: StoreError?
        for one in expected {
            var answer = PostgresAnswer()
            var isRefused = false
            while let result = try result(until: deadline, problem, operation) {
                defer { PQclear(result) }
                switch PQresultStatus(result) {
                case PGRES_COMMAND_OK, PGRES_TUPLES_OK:
                    guard case .answer = one, problem == nil else { break }
                    do throws(StoreError) { answer = try self.answer(result, operation) } catch { problem = error }
                default:
                    isRefused = true
                    if problem == nil {
                        problem = PostgresErrors.answered(result, operation: operation, isRead: isRead)
                    }
                }
            }
            if case .prepared(let sql, let statement) = one, isRefused { statements.forget(sql, statement) }
            if case .answer = one { answers.append(answer) }
        }
        // The answer to the sync itself; no nil follows it.
        PQclear(try result(until: deadline, problem, operation))
        if problem == nil, isBroken { problem = PostgresErrors.lost(handle, operation: operation) }
        if let problem {
            if problem.code == "26000" { statements = PreparedStatements(after: statements) }
            throw problem
        }
    }

    /// As `nextResult`; but when the connection goes, what the server said before is the better error.
    private func result(
        until deadline: Duration, _ problem: StoreError?, _ operation: String
    ) throws(StoreError) -> OpaquePointer? {
        do throws(StoreError) {
            let result = try nextResult(until: deadline, operation: operation)
            if isBroken, let problem {
                PQclear(result)
                throw problem
            }
            return result
        } catch {
            throw problem ?? error
        }
    }

    private func answer(_ result: OpaquePointer, _ operation: String) throws(StoreError) -> PostgresAnswer {
        var answer = PostgresAnswer()
        let status = PQcmdStatus(result)
        switch status.map({ UInt8(bitPattern: $0.pointee) }) {
        // SELECT and SHOW change nothing.
        case UInt8(ascii: "S"): break
        case UInt8(ascii: "I"), UInt8(ascii: "U"), UInt8(ascii: "D"):
            answer.changed = Int(strtol(PQcmdTuples(result), nil, 10))
        default:
            answer.command = status.map { String(cString: $0) } ?? ""
            answer.changed = Int(strtol(PQcmdTuples(result), nil, 10))
        }
        let (rows, columns) = (PQntuples(result), PQnfields(result))
        guard rows > 0 else { return answer }
        let types = (0..<columns).map { PQftype(result, $0) }
        answer.rows.reserveCapacity(Int(rows))
        for row in 0..<rows {
            var values: [SQLValue] = []
            values.reserveCapacity(Int(columns))
            for column in 0..<columns {
                if PQgetisnull(result, row, column) == 1 {
                    values.append(.null)
                    continue
                }
                let raw = UnsafeRawBufferPointer(
                    start: PQgetvalue(result, row, column), count: Int(PQgetlength(result, row, column)))
                guard let value = PostgresValue.decode(raw, type: types[Int(column)]) else {
                    throw StoreError(
                        .unexpectedAnswer, operation: operation,
                        detail: "column \(column) is of type \(types[Int(column)]), which no store's table holds, "
                            + "or not a whole number")
                }
                values.append(value)
            }
            answer.rows.append(Row(values))
        }
        return answer
    }
}
