import Store

/// The statements that one connection has prepared, by their text and the types of their parameters.
///
/// A NULL fits every type, so a statement first met with one leaves that type to the server; met again with a value it
/// is prepared anew with the type known.
struct PreparedStatements {
    struct Statement {
        var name: [CChar]
        var types: [UInt32]

        func fits(_ values: [SQLValue]) -> Bool {
            guard values.count == types.count else { return false }
            for (value, type) in zip(values, types) where value != .null && PostgresType.of(value) != type {
                return false
            }
            return true
        }
    }

    private var known: [String: [Statement]] = [:]
    private(set) var count = 0
    private var nextNumber = 1

    init() {}

    /// Forgets all, for a server that did; names go on, since some may still stand there.
    init(after other: PreparedStatements) { nextNumber = other.nextNumber }

    func find(_ sql: String, for values: [SQLValue]) -> Statement? { known[sql]?.first { $0.fits(values) } }

    /// A statement to prepare. It is remembered at once, for what follows it in the same pipeline; `forget` it when the
    /// server refuses.
    mutating func add(_ sql: String, for values: [SQLValue]) -> Statement {
        let older = known[sql]?.first { $0.types.count == values.count }
        var types = values.map { PostgresType.of($0) }
        for index in types.indices where types[index] == 0 { types[index] = older?.types[index] ?? 0 }
        return add(sql, types: types)
    }

    /// Of a statement whose parameters are arrays of known types.
    func find(_ sql: String, types: [UInt32]) -> Statement? { known[sql]?.first { $0.types == types } }

    mutating func add(_ sql: String, types: [UInt32]) -> Statement {
        let statement = Statement(name: Array("s\(nextNumber)".utf8CString), types: types)
        nextNumber += 1
        count += 1
        known[sql, default: []].insert(statement, at: 0)
        return statement
    }

    mutating func forget(_ sql: String, _ statement: Statement) {
        known[sql]?.removeAll { $0.name == statement.name }
        count -= 1
    }
}
