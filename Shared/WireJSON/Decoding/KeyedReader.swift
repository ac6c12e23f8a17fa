/// An object, read by key.
///
/// Every primitive type has its own method, as the protocol asks for each; `decodeIfPresent` stands beside it because
/// the default would look the key up three times.
struct KeyedReader<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let document: Document
    let object: Int

    var codingPath: [any CodingKey] { document.path(to: object) }

    var allKeys: [Key] {
        var keys: [Key] = []
        var index = object + 1
        while index < Int(document.tape[object].extent) {
            if let key = Key(stringValue: document.bytes.string(document.tape[index])) { keys.append(key) }
            index = document.tape.after(index + 1)
        }
        return keys
    }

    @inline(__always)
    private func find(_ key: Key) -> Int { document.find(key.stringValue, in: object) }

    @inline(__always)
    private func require(_ key: Key) throws -> Int {
        let index = find(key)
        guard index != Document.absent else { throw document.missing(key, in: object) }
        return index
    }

    /// Nil for a member that is absent, and for one that is null.
    @inline(__always)
    private func present(_ key: Key) -> Int? {
        let index = find(key)
        return document.isNull(index) ? nil : index
    }

    func contains(_ key: Key) -> Bool { find(key) != Document.absent }
    func decodeNil(forKey key: Key) throws -> Bool { document.isNull(try require(key)) }

    func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
        try document.value(type, at: require(key))
    }

    func decodeIfPresent<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T? {
        guard let index = present(key) else { return nil }
        return try document.value(type, at: index)
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> {
        try ValueReader(document: document, index: require(key)).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        try ValueReader(document: document, index: require(key)).unkeyedContainer()
    }

    /// Reads the member `super`; absent, it reads as null, as in Foundation.
    func superDecoder() throws -> any Decoder {
        ValueReader(document: document, index: document.find("super", in: object))
    }

    func superDecoder(forKey key: Key) throws -> any Decoder {
        ValueReader(document: document, index: find(key))
    }

    // MARK: Primitive types

    func decode(_: Bool.Type, forKey key: Key) throws -> Bool { try document.bool(require(key)) }
    func decode(_: String.Type, forKey key: Key) throws -> String { try document.string(require(key)) }
    func decode(_: Double.Type, forKey key: Key) throws -> Double { try document.floating(require(key)) }
    func decode(_: Float.Type, forKey key: Key) throws -> Float { try document.floating(require(key)) }
    func decode(_: Int.Type, forKey key: Key) throws -> Int { try document.integer(require(key)) }
    func decode(_: Int8.Type, forKey key: Key) throws -> Int8 { try document.integer(require(key)) }
    func decode(_: Int16.Type, forKey key: Key) throws -> Int16 { try document.integer(require(key)) }
    func decode(_: Int32.Type, forKey key: Key) throws -> Int32 { try document.integer(require(key)) }
    func decode(_: Int64.Type, forKey key: Key) throws -> Int64 { try document.integer(require(key)) }
    func decode(_: UInt.Type, forKey key: Key) throws -> UInt { try document.integer(require(key)) }
    func decode(_: UInt8.Type, forKey key: Key) throws -> UInt8 { try document.integer(require(key)) }
    func decode(_: UInt16.Type, forKey key: Key) throws -> UInt16 { try document.integer(require(key)) }
    func decode(_: UInt32.Type, forKey key: Key) throws -> UInt32 { try document.integer(require(key)) }
    func decode(_: UInt64.Type, forKey key: Key) throws -> UInt64 { try document.integer(require(key)) }

    func decodeIfPresent(_: Bool.Type, forKey key: Key) throws -> Bool? {
        try present(key).map { try document.bool($0) }
    }
    func decodeIfPresent(_: String.Type, forKey key: Key) throws -> String? {
        try present(key).map { try document.string($0) }
    }
    func decodeIfPresent(_: Double.Type, forKey key: Key) throws -> Double? {
        try present(key).map { try document.floating($0) }
    }
    func decodeIfPresent(_: Float.Type, forKey key: Key) throws -> Float? {
        try present(key).map { try document.floating($0) }
    }
    func decodeIfPresent(_: Int.Type, forKey key: Key) throws -> Int? {
        try present(key).map { try document.integer($0) }
    }
    func decodeIfPresent(_: Int8.Type, forKey key: Key) throws -> Int8? {
        try present(key).map { try document.integer($0) }
    }
    func decodeIfPresent(_: Int16.Type, forKey key: Key) throws -> Int16? {
        try present(key).map { try document.integer($0) }
    }
    func decodeIfPresent(_: Int32.Type, forKey key: Key) throws -> Int32? {
        try present(key).map { try document.integer($0) }
    }
    func decodeIfPresent(_: Int64.Type, forKey key: Key) throws -> Int64? {
        try present(key).map { try document.integer($0) }
    }
    func decodeIfPresent(_: UInt.Type, forKey key: Key) throws -> UInt? {
        try present(key).map { try document.integer($0) }
    }
    func decodeIfPresent(_: UInt8.Type, forKey key: Key) throws -> UInt8? {
        try present(key).map { try document.integer($0) }
    }
    func decodeIfPresent(_: UInt16.Type, forKey key: Key) throws -> UInt16? {
        try present(key).map { try document.integer($0) }
    }
    func decodeIfPresent(_: UInt32.Type, forKey key: Key) throws -> UInt32? {
        try present(key).map { try document.integer($0) }
    }
    func decodeIfPresent(_: UInt64.Type, forKey key: Key) throws -> UInt64? {
        try present(key).map { try document.integer($0) }
    }
}
