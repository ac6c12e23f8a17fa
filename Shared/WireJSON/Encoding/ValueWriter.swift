/// A place for one value, as a type's `encode(to:)` receives it: both the encoder and its single-value container.
///
/// Three words, so that an `any Encoder` holds it without an allocation.
struct ValueWriter: Encoder, SingleValueEncodingContainer {
    let writer: Writer
    let frame: Int
    let identity: UInt32

    /// Frames are never numbered zero, so every use of this one is refused.
    static func failed(_ writer: Writer) -> ValueWriter { ValueWriter(writer: writer, frame: 0, identity: 0) }

    var codingPath: [any CodingKey] { writer.path(to: frame, identity) }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        let opened: Void? = try? writer.openObject(frame, identity, type)
        let identity = opened == nil ? 0 : identity
        return KeyedEncodingContainer(KeyedWriter<Key>(writer: writer, frame: frame, identity: identity))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        let opened: Void? = try? writer.openArray(frame, identity)
        return UnkeyedWriter(writer: writer, frame: frame, identity: opened == nil ? 0 : identity)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer { self }

    func encodeNil() throws {
        try writer.fill(frame, identity)
        writer.out.pointee.literal("null")
    }

    func encode<T: Encodable>(_ value: T) throws { try writer.encode(value, frame: frame, identity: identity) }

    func encode(_ value: Bool) throws {
        try writer.fill(frame, identity)
        writer.out.pointee.bool(value)
    }

    func encode(_ value: String) throws {
        try writer.fill(frame, identity)
        try writer.string(value)
    }

    func encode(_ value: Double) throws {
        try writer.fill(frame, identity)
        try writer.floating(value)
    }

    func encode(_ value: Float) throws {
        try writer.fill(frame, identity)
        try writer.floating(value)
    }

    func encode(_ value: Int) throws {
        try writer.fill(frame, identity)
        writer.out.pointee.integer(value)
    }

    func encode(_ value: Int8) throws {
        try writer.fill(frame, identity)
        writer.out.pointee.integer(value)
    }

    func encode(_ value: Int16) throws {
        try writer.fill(frame, identity)
        writer.out.pointee.integer(value)
    }

    func encode(_ value: Int32) throws {
        try writer.fill(frame, identity)
        writer.out.pointee.integer(value)
    }

    func encode(_ value: Int64) throws {
        try writer.fill(frame, identity)
        writer.out.pointee.integer(value)
    }

    func encode(_ value: UInt) throws {
        try writer.fill(frame, identity)
        writer.out.pointee.integer(value)
    }

    func encode(_ value: UInt8) throws {
        try writer.fill(frame, identity)
        writer.out.pointee.integer(value)
    }

    func encode(_ value: UInt16) throws {
        try writer.fill(frame, identity)
        writer.out.pointee.integer(value)
    }

    func encode(_ value: UInt32) throws {
        try writer.fill(frame, identity)
        writer.out.pointee.integer(value)
    }

    func encode(_ value: UInt64) throws {
        try writer.fill(frame, identity)
        writer.out.pointee.integer(value)
    }
}
