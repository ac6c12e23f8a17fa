/// An object being written.
///
/// Every primitive type has its own method, as the protocol asks for each.
struct KeyedWriter<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let writer: Writer
    let frame: Int
    /// Zero once opening it failed: then every write fails.
    let identity: UInt32

    var codingPath: [any CodingKey] { writer.path(to: frame, identity) }

    @inline(__always)
    private func member(_ key: Key) throws { try writer.member(frame, identity, key.stringValue) }

    /// A place for the value of a member; one that fails on every use if the member can't be written.
    private func place(_ name: String) -> ValueWriter {
        do {
            try writer.member(frame, identity, name)
            return writer.push()
        } catch {
            return .failed(writer)
        }
    }

    func encodeNil(forKey key: Key) throws {
        try member(key)
        writer.out.pointee.literal("null")
    }

    func encode<T: Encodable>(_ value: T, forKey key: Key) throws {
        try member(key)
        let place = writer.push()
        try writer.encode(value, frame: place.frame, identity: place.identity)
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) -> KeyedEncodingContainer<Nested> {
        place(key.stringValue).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        place(key.stringValue).unkeyedContainer()
    }

    func superEncoder() -> any Encoder { place("super") }
    func superEncoder(forKey key: Key) -> any Encoder { place(key.stringValue) }

    // MARK: Primitive types

    func encode(_ value: Bool, forKey key: Key) throws {
        try member(key)
        writer.out.pointee.bool(value)
    }

    func encode(_ value: String, forKey key: Key) throws {
        try member(key)
        try writer.string(value)
    }

    func encode(_ value: Double, forKey key: Key) throws {
        try member(key)
        try writer.floating(value)
    }

    func encode(_ value: Float, forKey key: Key) throws {
        try member(key)
        try writer.floating(value)
    }

    func encode(_ value: Int, forKey key: Key) throws {
        try member(key)
        writer.out.pointee.integer(value)
    }

    func encode(_ value: Int8, forKey key: Key) throws {
        try member(key)
        writer.out.pointee.integer(value)
    }

    func encode(_ value: Int16, forKey key: Key) throws {
        try member(key)
        writer.out.pointee.integer(value)
    }

    func encode(_ value: Int32, forKey key: Key) throws {
        try member(key)
        writer.out.pointee.integer(value)
    }

    func encode(_ value: Int64, forKey key: Key) throws {
        try member(key)
        writer.out.pointee.integer(value)
    }

    func encode(_ value: UInt, forKey key: Key) throws {
        try member(key)
        writer.out.pointee.integer(value)
    }

    func encode(_ value: UInt8, forKey key: Key) throws {
        try member(key)
        writer.out.pointee.integer(value)
    }

    func encode(_ value: UInt16, forKey key: Key) throws {
        try member(key)
        writer.out.pointee.integer(value)
    }

    func encode(_ value: UInt32, forKey key: Key) throws {
        try member(key)
        writer.out.pointee.integer(value)
    }

    func encode(_ value: UInt64, forKey key: Key) throws {
        try member(key)
        writer.out.pointee.integer(value)
    }
}
