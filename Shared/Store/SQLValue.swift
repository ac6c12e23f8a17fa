/// A value that goes into a statement or comes out of a row. Both engines read and write exactly these four.
package enum SQLValue: Hashable, Sendable {
    case null
    case integer(Int64)
    case text(String)
    case bytes([UInt8])
}

extension SQLValue: ExpressibleByIntegerLiteral, ExpressibleByStringLiteral, ExpressibleByNilLiteral {
    package init(integerLiteral value: Int64) { self = .integer(value) }
    package init(stringLiteral value: String) { self = .text(value) }
    package init(nilLiteral: ()) { self = .null }

    package init(_ value: Int64?) { self = value.map { .integer($0) } ?? .null }
    package init(_ value: String?) { self = value.map { .text($0) } ?? .null }
    package init(_ value: [UInt8]?) { self = value.map { .bytes($0) } ?? .null }
}

/// One row of an answer, by column position (0 first). A column of another kind than asked for throws `StoreError` of
/// kind `.unexpectedAnswer`: it means that the statement and the code that reads it have come apart.
package struct Row: Hashable, Sendable {
    package var values: [SQLValue]

    package init(_ values: [SQLValue]) { self.values = values }

    package func integer(_ column: Int) throws(StoreError) -> Int64 {
        guard case .integer(let value) = values[column] else { throw mismatch(column, "an integer") }
        return value
    }

    package func text(_ column: Int) throws(StoreError) -> String {
        guard case .text(let value) = values[column] else { throw mismatch(column, "text") }
        return value
    }

    package func bytes(_ column: Int) throws(StoreError) -> [UInt8] {
        guard case .bytes(let value) = values[column] else { throw mismatch(column, "bytes") }
        return value
    }

    package func optionalInteger(_ column: Int) throws(StoreError) -> Int64? {
        if case .null = values[column] { return nil }
        return try integer(column)
    }

    package func optionalText(_ column: Int) throws(StoreError) -> String? {
        if case .null = values[column] { return nil }
        return try text(column)
    }

    package func optionalBytes(_ column: Int) throws(StoreError) -> [UInt8]? {
        if case .null = values[column] { return nil }
        return try bytes(column)
    }

    private func mismatch(_ column: Int, _ wanted: String) -> StoreError {
        StoreError(.unexpectedAnswer, operation: "read a row", detail: "column \(column) is not \(wanted)")
    }
}
