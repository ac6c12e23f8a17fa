import Foundation
import Store

/// Parameters that are arrays, in PostgreSQL's binary format (array_recv): dimensions, whether there are NULLs, the
/// element's type, length and lower bound; then each element's length and bytes, −1 for NULL. All in network order.
enum PostgresArray {
    static func type(of column: RowsStatement.Column) -> UInt32 {
        switch column {
        case .integer: 1016
        case .text: 1009
        case .bytes: 1001
        }
    }

    fileprivate static func elementType(of column: RowsStatement.Column) -> UInt32 {
        switch column {
        case .integer: PostgresType.int8
        case .text: PostgresType.text
        case .bytes: PostgresType.bytea
        }
    }
}

extension ParameterBuffer {
    /// One array a column. Every row has a value for every column, of the column's kind or NULL.
    mutating func fill(
        _ columns: [RowsStatement.Column], _ rows: ArraySlice<[SQLValue]>, operation: String
    ) throws(StoreError) {
        begin()
        for (index, column) in columns.enumerated() {
            let start = size
            append(1 as UInt32)
            append((rows.contains { $0[index] == .null } ? 1 : 0) as UInt32)
            append(PostgresArray.elementType(of: column))
            append(UInt32(rows.count))
            append(1 as UInt32)
            for row in rows { try append(row[index], of: column, parameter: index + 1, operation) }
            end(from: start)
        }
    }

    private mutating func append(
        _ value: SQLValue, of column: RowsStatement.Column, parameter: Int, _ operation: String
    ) throws(StoreError) {
        switch (value, column) {
        case (.null, _):
            append(UInt32.max)
        case (.integer(let integer), .integer):
            append(8 as UInt32)
            append(UInt64(bitPattern: integer))
        case (.text(var text), .text):
            let isClean = text.withUTF8 { utf8 in
                if let base = utf8.baseAddress, memchr(base, 0, utf8.count) != nil { return false }
                append(UInt32(utf8.count))
                append(utf8)
                return true
            }
            guard isClean else { throw StoreError.nulInText(parameter: parameter, operation: operation) }
        case (.bytes(let bytes), .bytes):
            append(UInt32(bytes.count))
            bytes.withUnsafeBufferPointer { append($0) }
        case (.integer, _), (.text, _), (.bytes, _):
            throw StoreError(
                .unexpectedAnswer, operation: operation, detail: "parameter \(parameter) isn't of its column's kind")
        }
    }
}
