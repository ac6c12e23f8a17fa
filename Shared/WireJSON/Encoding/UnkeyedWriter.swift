/// An array being written.
struct UnkeyedWriter: UnkeyedEncodingContainer {
    let writer: Writer
    let frame: Int
    /// Zero once opening it failed: then every write fails.
    let identity: UInt32

    var codingPath: [any CodingKey] { writer.path(to: frame, identity) }
    var count: Int { frame <= writer.marks.pointee.top ? writer.frames[frame].count : 0 }

    @inline(__always)
    private func element() throws { try writer.element(frame, identity) }

    /// A place for one element more; one that fails on every use if it can't be written.
    private func place() -> ValueWriter {
        do {
            try element()
            return writer.push()
        } catch {
            return .failed(writer)
        }
    }

    func encodeNil() throws {
        try element()
        writer.out.pointee.literal("null")
    }

    func encode<T: Encodable>(_ value: T) throws {
        try element()
        let place = writer.push()
        try writer.encode(value, frame: place.frame, identity: place.identity)
    }

    func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedEncodingContainer<Nested> {
        place().container(keyedBy: type)
    }

    func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { place().unkeyedContainer() }
    func superEncoder() -> any Encoder { place() }

    // MARK: Primitive types

    func encode(_ value: Bool) throws {
        try element()
        writer.out.pointee.bool(value)
    }

    func encode(_ value: String) throws {
        try element()
        try writer.string(value)
    }

    func encode(_ value: Double) throws {
        try element()
        try writer.floating(value)
    }

    func encode(_ value: Float) throws {
        try element()
        try writer.floating(value)
    }

    func encode(_ value: Int) throws {
        try element()
        writer.out.pointee.integer(value)
    }

    func encode(_ value: Int8) throws {
        try element()
        writer.out.pointee.integer(value)
    }

    func encode(_ value: Int16) throws {
        try element()
        writer.out.pointee.integer(value)
    }

    func encode(_ value: Int32) throws {
        try element()
        writer.out.pointee.integer(value)
    }

    func encode(_ value: Int64) throws {
        try element()
        writer.out.pointee.integer(value)
    }

    func encode(_ value: UInt) throws {
        try element()
        writer.out.pointee.integer(value)
    }

    func encode(_ value: UInt8) throws {
        try element()
        writer.out.pointee.integer(value)
    }

    func encode(_ value: UInt16) throws {
        try element()
        writer.out.pointee.integer(value)
    }

    func encode(_ value: UInt32) throws {
        try element()
        writer.out.pointee.integer(value)
    }

    func encode(_ value: UInt64) throws {
        try element()
        writer.out.pointee.integer(value)
    }
}
