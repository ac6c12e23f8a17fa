import Foundation
import Store

/// Types by their object identifiers (pg_type.dat); they are fixed for ever.
enum PostgresType {
    static let bool: UInt32 = 16
    static let bytea: UInt32 = 17
    static let int8: UInt32 = 20
    static let int2: UInt32 = 21
    static let int4: UInt32 = 23
    static let text: UInt32 = 25
    static let numeric: UInt32 = 1700
    static let void: UInt32 = 2278

    /// The type a parameter is declared with; 0 leaves it to the server, since a NULL has every type.
    static func of(_ value: SQLValue) -> UInt32 {
        switch value {
        case .null: 0
        case .integer: int8
        case .text: text
        case .bytes: bytea
        }
    }
}

/// A statement's parameters in PostgreSQL's binary format, in one buffer that is used again for the next.
struct ParameterBuffer {
    private(set) var bytes: [UInt8] = [0]
    /// Where each begins; nil for NULL.
    private(set) var starts: [Int?] = []
    private(set) var lengths: [Int32] = []
    private(set) var formats: [Int32] = []

    mutating func fill(_ values: [SQLValue], operation: String) throws(StoreError) {
        begin()
        for (index, value) in values.enumerated() {
            let start = bytes.count
            switch value {
            case .null: break
            case .integer(let integer): withUnsafeBytes(of: integer.bigEndian) { bytes.append(contentsOf: $0) }
            case .text(var text):
                let clean = text.withUTF8 { utf8 in
                    if let base = utf8.baseAddress, memchr(base, 0, utf8.count) != nil { return false }
                    bytes.append(contentsOf: utf8)
                    return true
                }
                guard clean else { throw StoreError.nulInText(parameter: index + 1, operation: operation) }
            case .bytes(let value): bytes.append(contentsOf: value)
            }
            if case .null = value { end(from: nil) } else { end(from: start) }
        }
    }

    // MARK: Piece by piece

    mutating func begin() {
        bytes.removeAll(keepingCapacity: true)
        // One byte at least, so that an empty value has an address: without one libpq takes it for NULL.
        bytes.append(0)
        starts.removeAll(keepingCapacity: true)
        lengths.removeAll(keepingCapacity: true)
    }

    var size: Int { bytes.count }

    mutating func append(_ integer: some FixedWidthInteger) {
        withUnsafeBytes(of: integer.bigEndian) { bytes.append(contentsOf: $0) }
    }

    mutating func append(_ raw: UnsafeBufferPointer<UInt8>) { bytes.append(contentsOf: raw) }

    /// The bytes from there on are the next parameter; nil for NULL.
    mutating func end(from start: Int?) {
        starts.append(start)
        lengths.append(Int32(clamping: start.map { bytes.count - $0 } ?? 0))
        if formats.count < starts.count { formats.append(1) }
    }

    /// What libpq copies from.
    func withPointers<Result>(_ body: ([UnsafePointer<CChar>?]) -> Result) -> Result {
        bytes.withUnsafeBytes { raw in
            body(
                starts.map { start in
                    start.flatMap { raw.baseAddress?.advanced(by: $0) }?.assumingMemoryBound(to: CChar.self)
                })
        }
    }
}

/// Binary answers to values.
enum PostgresValue {
    /// - Returns: nil for a type that no store's table holds, or bytes that aren't of that type.
    static func decode(_ raw: UnsafeRawBufferPointer, type: UInt32) -> SQLValue? {
        switch type {
        case PostgresType.int8, PostgresType.int4, PostgresType.int2: return integer(raw).map { .integer($0) }
        // text, name, bpchar, varchar, and a literal that was left unknown
        case PostgresType.text, 19, 1042, 1043, 705: return .text(String(decoding: raw, as: UTF8.self))
        case PostgresType.bytea: return .bytes([UInt8](raw))
        // SQLite's truth values are 0 and 1.
        case PostgresType.bool: return raw.first.map { .integer($0 == 0 ? 0 : 1) }
        // sum() of bigint; an integer on SQLite.
        case PostgresType.numeric: return numeric(raw).map { .integer($0) }
        case PostgresType.void: return .null
        default: return nil
        }
    }

    private static func integer(_ raw: UnsafeRawBufferPointer) -> Int64? {
        switch raw.count {
        case 8: Int64(bigEndian: raw.loadUnaligned(as: Int64.self))
        case 4: Int64(Int32(bigEndian: raw.loadUnaligned(as: Int32.self)))
        case 2: Int64(Int16(bigEndian: raw.loadUnaligned(as: Int16.self)))
        default: nil
        }
    }

    /// numeric_send: count of digits to the base 10,000, weight of the first, sign, scale, digits. Whole numbers alone.
    private static func numeric(_ raw: UnsafeRawBufferPointer) -> Int64? {
        func short(_ index: Int) -> Int {
            Int(Int16(bigEndian: raw.loadUnaligned(fromByteOffset: index * 2, as: Int16.self)))
        }
        guard raw.count >= 8, raw.count == 8 + 2 * short(0) else { return nil }
        let (count, weight, sign) = (short(0), short(1), short(2) & 0xffff)
        guard sign == 0 || sign == 0x4000, weight < 5 else { return nil }
        var value: Int64 = 0
        for place in 0..<max(count, weight + 1) {
            let digit = Int64(place < count ? short(4 + place) : 0)
            if place > weight {
                guard digit == 0 else { return nil }
                continue
            }
            let (scaled, over) = value.multipliedReportingOverflow(by: 10_000)
            // Downwards, so that the smallest integer fits too.
            let (next, under) = scaled.subtractingReportingOverflow(digit)
            guard !over, !under else { return nil }
            value = next
        }
        if sign == 0x4000 { return value }
        return value == .min ? nil : -value
    }
}
