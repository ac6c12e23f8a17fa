import Foundation

extension Document {
    /// The types that Foundation's coders read otherwise than their own `Codable` conformance does, and strings, which
    /// are read here to spare arrays of them a decoder each. Nil for every other type.
    @inline(__always)
    func scalar<T: Decodable>(_ type: T.Type, at index: Int) throws -> T? {
        if type == String.self { return try string(index) as? T }
        if type == Data.self { return try data(index) as? T }
        if type == URL.self { return try url(index) as? T }
        if type == Decimal.self { return try decimal(index) as? T }
        return nil
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
        guard let value = Decimal(string: String(decoding: text, as: UTF8.self)), value.isFinite else {
            throw failure(.outOfRange, index, "a decimal number")
        }
        return value
    }
}
