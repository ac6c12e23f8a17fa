/// One value, as a type's `init(from:)` receives it: both the decoder and its single-value container.
struct ValueReader: Decoder, SingleValueDecodingContainer {
    let document: Document
    let index: Int

    var codingPath: [any CodingKey] { document.path(to: index) }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        guard document.tape[index].kind == .object else { throw document.mismatch(index, "an object") }
        document.remember(type, for: index)
        return KeyedDecodingContainer(KeyedReader(document: document, object: index))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        guard document.tape[index].kind == .array else { throw document.mismatch(index, "an array") }
        return UnkeyedReader(document: document, array: index)
    }

    func singleValueContainer() -> any SingleValueDecodingContainer { self }

    func decodeNil() -> Bool { document.isNull(index) }
    func decode<T: Decodable>(_ type: T.Type) throws -> T { try document.value(type, at: index) }

    func decode(_: Bool.Type) throws -> Bool { try document.bool(index) }
    func decode(_: String.Type) throws -> String { try document.string(index) }
    func decode(_: Double.Type) throws -> Double { try document.floating(index) }
    func decode(_: Float.Type) throws -> Float { try document.floating(index) }
    func decode(_: Int.Type) throws -> Int { try document.integer(index) }
    func decode(_: Int8.Type) throws -> Int8 { try document.integer(index) }
    func decode(_: Int16.Type) throws -> Int16 { try document.integer(index) }
    func decode(_: Int32.Type) throws -> Int32 { try document.integer(index) }
    func decode(_: Int64.Type) throws -> Int64 { try document.integer(index) }
    func decode(_: UInt.Type) throws -> UInt { try document.integer(index) }
    func decode(_: UInt8.Type) throws -> UInt8 { try document.integer(index) }
    func decode(_: UInt16.Type) throws -> UInt16 { try document.integer(index) }
    func decode(_: UInt32.Type) throws -> UInt32 { try document.integer(index) }
    func decode(_: UInt64.Type) throws -> UInt64 { try document.integer(index) }
}
