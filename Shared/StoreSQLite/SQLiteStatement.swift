import Foundation
import GRDBSQLite
import Store

/// One prepared statement, driven by sqlite3's own calls: GRDB's binding and row types cost more than the statement.
///
/// Used on the connection's thread, inside one transaction; the statement itself is kept by GRDB's cache.
struct SQLiteStatement {
    let connection: OpaquePointer
    let handle: OpaquePointer
    private let space: BindingSpace
    /// For each of SQLite's indices, the `values` index its name `$n` stands for.
    private let places: [Int]
    private let valueCount: Int

    /// SQLite numbers named parameters by first appearance, so `$2 … $1` must be bound through the names (HEART).
    init(
        connection: OpaquePointer, handle: OpaquePointer, space: BindingSpace, operation: String
    ) throws(StoreError) {
        self.connection = connection
        self.handle = handle
        self.space = space
        var places: [Int] = []
        for index in 0..<sqlite3_bind_parameter_count(handle) {
            guard let name = sqlite3_bind_parameter_name(handle, index + 1), let place = Self.place(name) else {
                throw StoreError(
                    .unexpectedAnswer, operation: operation, detail: "a parameter that isn't written $1, $2, …")
            }
            places.append(place)
        }
        self.places = places
        valueCount = (places.max() ?? -1) + 1
    }

    /// Runs it to its end and answers how many rows it changed.
    func run(_ values: [SQLValue], operation: String) throws(StoreError) -> Int {
        try bind(values, operation)
        defer { sqlite3_reset(handle) }
        let before = sqlite3_total_changes64(connection)
        while try step(operation) {}
        // What reads or defines changes nothing, and leaves `changes` at the statement before it.
        return sqlite3_total_changes64(connection) == before ? 0 : Int(sqlite3_changes64(connection))
    }

    /// Runs it to its end and answers its rows.
    func rows(_ values: [SQLValue], operation: String) throws(StoreError) -> [Row] {
        try bind(values, operation)
        defer { sqlite3_reset(handle) }
        var rows: [Row] = []
        while try step(operation) { rows.append(try row(operation)) }
        return rows
    }

    /// Runs it up to its first row, and answers that.
    func first(_ values: [SQLValue], operation: String) throws(StoreError) -> Row? {
        try bind(values, operation)
        defer { sqlite3_reset(handle) }
        return try step(operation) ? row(operation) : nil
    }

    /// Lets go of what is bound: it stands in the transaction's space, and must not be read after that.
    func letGo() { sqlite3_clear_bindings(handle) }

    private func row(_ operation: String) throws(StoreError) -> Row {
        let count = sqlite3_column_count(handle)
        var row: [SQLValue] = []
        row.reserveCapacity(Int(count))
        for column in 0..<count { row.append(try value(column, operation)) }
        return Row(row)
    }

    private static func place(_ name: UnsafePointer<CChar>) -> Int? {
        guard name[0] == 0x24 else { return nil }
        var number = 0
        var index = 1
        while case let digit = name[index], digit != 0 {
            guard (0x30...0x39).contains(digit), number < 100_000 else { return nil }
            number = number * 10 + Int(digit - 0x30)
            index += 1
        }
        return number > 0 ? number - 1 : nil
    }

    /// True when a row stands ready, false at the end.
    private func step(_ operation: String) throws(StoreError) -> Bool {
        switch sqlite3_step(handle) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        default: throw SQLiteErrors.last(connection, operation: operation)
        }
    }

    private func bind(_ values: [SQLValue], _ operation: String) throws(StoreError) {
        guard values.count == valueCount else {
            throw StoreError(
                .unexpectedAnswer, operation: operation,
                detail: "the statement takes \(valueCount) values, \(values.count) were given")
        }
        space.begin(with: values)
        for index in places.indices {
            let place = places[index]
            try bind(values[place], at: Int32(index + 1), number: place + 1, operation)
        }
    }

    private func bind(_ value: SQLValue, at index: Int32, number: Int, _ operation: String) throws(StoreError) {
        let code: Int32
        switch value {
        case .null: code = sqlite3_bind_null(handle, index)
        case .integer(let integer): code = sqlite3_bind_int64(handle, index, integer)
        case .text(var text):
            // Nothing frees what is bound as static: it stands in the space until the next run's begins.
            let bound: Int32? = text.withUTF8 { utf8 in
                guard utf8.count > 0 else { return sqlite3_bind_text(handle, index, "", 0, Self.transient) }
                let copy = space.copy(UnsafeRawBufferPointer(utf8))
                // PostgreSQL can't hold a NUL in text, so no store takes one.
                guard memchr(copy, 0, utf8.count) == nil else { return nil }
                return sqlite3_bind_text64(
                    handle, index, copy.assumingMemoryBound(to: CChar.self), UInt64(utf8.count), nil,
                    UInt8(SQLITE_UTF8))
            }
            guard let bound else { throw StoreError.nulInText(parameter: number, operation: operation) }
            code = bound
        case .bytes(let bytes):
            // A nil pointer would bind NULL where empty bytes are meant.
            code =
                bytes.isEmpty
                ? sqlite3_bind_zeroblob(handle, index, 0)
                : bytes.withUnsafeBytes {
                    sqlite3_bind_blob64(handle, index, space.copy($0), UInt64($0.count), nil)
                }
        }
        guard code == SQLITE_OK else {
            sqlite3_clear_bindings(handle)
            throw SQLiteErrors.last(connection, operation: operation)
        }
    }

    private func value(_ column: Int32, _ operation: String) throws(StoreError) -> SQLValue {
        switch sqlite3_column_type(handle, column) {
        case SQLITE_NULL: return .null
        case SQLITE_INTEGER: return .integer(sqlite3_column_int64(handle, column))
        case SQLITE_TEXT:
            let start = sqlite3_column_text(handle, column)
            let count = Int(sqlite3_column_bytes(handle, column))
            return .text(String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self))
        case SQLITE_BLOB:
            guard let start = sqlite3_column_blob(handle, column) else { return .bytes([]) }
            let count = Int(sqlite3_column_bytes(handle, column))
            return .bytes([UInt8](UnsafeRawBufferPointer(start: start, count: count)))
        default:
            throw StoreError(
                .unexpectedAnswer, operation: operation,
                detail: "column \(column) is a floating point number, which no store's table holds")
        }
    }

    /// SQLITE_TRANSIENT, a cast in C that Swift doesn't import: SQLite copies before the call returns.
    private static var transient: sqlite3_destructor_type { unsafeBitCast(-1, to: sqlite3_destructor_type.self) }
}
