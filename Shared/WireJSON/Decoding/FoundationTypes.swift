import Foundation

extension Document {
    /// One of the types that JSON has a form of its own for (`ScalarText`).
    ///
    /// It returns no optional, here and wherever a generic type is read: finding the metadata of `T?` costs as much as
    /// the rest of the call.
    func scalar<T: Decodable>(_ type: T.Type, at index: Int) throws -> T {
        // Each cast is from a type to itself, as the comparison before it says; `as?` would take ten times longer.
        if type == String.self { return unsafeBitCast(try string(index), to: type) }
        if type == Data.self { return unsafeBitCast(try data(index), to: type) }
        if type == URL.self { return unsafeBitCast(try url(index), to: type) }
        if type == Decimal.self { return unsafeBitCast(try decimal(index), to: type) }
        return try T(from: ValueReader(document: self, index: index))
    }

    private func data(_ index: Int) throws -> Data {
        guard let data = Data(base64Encoded: try string(index)) else { throw failure(.refused, index, "base64") }
        return data
    }

    private func url(_ index: Int) throws -> URL {
        guard let url = URL(string: try string(index)) else { throw failure(.refused, index, "a URL") }
        return url
    }

    private func decimal(_ index: Int) throws -> Decimal {
        guard tape[index].kind == .number else { throw mismatch(index, "a number") }
        let text = UnsafeBufferPointer(start: bytes + Int(tape[index].offset), count: Int(tape[index].extent))
        // Any 38 digits are exact in a decimal's 128 bits; more would be rounded without a word.
        let digits = text.prefix { $0 | 0x20 != UInt8(ascii: "e") }.count { $0 &- UInt8(ascii: "0") < 10 }
        guard digits <= 38 else { throw failure(.outOfRange, index, "a decimal number of at most 38 digits") }
        guard let value = Decimal(string: String(decoding: text, as: UTF8.self)), value.isFinite else {
            throw failure(.outOfRange, index, "a decimal number")
        }
        return value
    }
}
