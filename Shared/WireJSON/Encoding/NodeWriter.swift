/// A node's encoder and containers: see `Node`.
struct NodeWriter: Encoder, SingleValueEncodingContainer {
    let node: Node

    var codingPath: [any CodingKey] { node.codingPath }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        node.openObject(isSorted: ObjectIdentifier(type) == DictionaryKeys.type)
        return KeyedEncodingContainer(NodeKeyedWriter<Key>(node: node))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        node.openArray()
        return NodeUnkeyedWriter(node: node)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer { self }

    func encodeNil() throws { try node.null() }
    func encode<T: Encodable>(_ value: T) throws { try node.encode(value) }

    func encode(_ value: Bool) throws { try node.bool(value) }
    func encode(_ value: Double) throws { try node.floating(value) }
    func encode(_ value: Float) throws { try node.floating(value) }
    func encode(_ value: Int) throws { try node.integer(value) }
    func encode(_ value: Int8) throws { try node.integer(value) }
    func encode(_ value: Int16) throws { try node.integer(value) }
    func encode(_ value: Int32) throws { try node.integer(value) }
    func encode(_ value: Int64) throws { try node.integer(value) }
    func encode(_ value: UInt) throws { try node.integer(value) }
    func encode(_ value: UInt8) throws { try node.integer(value) }
    func encode(_ value: UInt16) throws { try node.integer(value) }
    func encode(_ value: UInt32) throws { try node.integer(value) }
    func encode(_ value: UInt64) throws { try node.integer(value) }
    func encode(_ value: String) throws { try node.text(value) }
}

struct NodeKeyedWriter<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let node: Node

    var codingPath: [any CodingKey] { node.codingPath }

    func encodeNil(forKey key: Key) throws { try node.member(key).null() }
    func encode<T: Encodable>(_ value: T, forKey key: Key) throws { try node.member(key).encode(value) }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) -> KeyedEncodingContainer<Nested> {
        NodeWriter(node: node.member(key)).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        NodeWriter(node: node.member(key)).unkeyedContainer()
    }

    func superEncoder() -> any Encoder { NodeWriter(node: node.member(PathKey(stringValue: "super"))) }
    func superEncoder(forKey key: Key) -> any Encoder { NodeWriter(node: node.member(key)) }

    func encode(_ value: Bool, forKey key: Key) throws { try node.member(key).bool(value) }
    func encode(_ value: Double, forKey key: Key) throws { try node.member(key).floating(value) }
    func encode(_ value: Float, forKey key: Key) throws { try node.member(key).floating(value) }
    func encode(_ value: Int, forKey key: Key) throws { try node.member(key).integer(value) }
    func encode(_ value: Int8, forKey key: Key) throws { try node.member(key).integer(value) }
    func encode(_ value: Int16, forKey key: Key) throws { try node.member(key).integer(value) }
    func encode(_ value: Int32, forKey key: Key) throws { try node.member(key).integer(value) }
    func encode(_ value: Int64, forKey key: Key) throws { try node.member(key).integer(value) }
    func encode(_ value: UInt, forKey key: Key) throws { try node.member(key).integer(value) }
    func encode(_ value: UInt8, forKey key: Key) throws { try node.member(key).integer(value) }
    func encode(_ value: UInt16, forKey key: Key) throws { try node.member(key).integer(value) }
    func encode(_ value: UInt32, forKey key: Key) throws { try node.member(key).integer(value) }
    func encode(_ value: UInt64, forKey key: Key) throws { try node.member(key).integer(value) }
    func encode(_ value: String, forKey key: Key) throws { try node.member(key).text(value) }
}

struct NodeUnkeyedWriter: UnkeyedEncodingContainer {
    let node: Node

    var codingPath: [any CodingKey] { node.codingPath }
    var count: Int { node.count }

    func encodeNil() throws { try node.element().null() }
    func encode<T: Encodable>(_ value: T) throws { try node.element().encode(value) }

    func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedEncodingContainer<Nested> {
        NodeWriter(node: node.element()).container(keyedBy: type)
    }

    func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
        NodeWriter(node: node.element()).unkeyedContainer()
    }

    func superEncoder() -> any Encoder { NodeWriter(node: node.element()) }

    func encode(_ value: Bool) throws { try node.element().bool(value) }
    func encode(_ value: Double) throws { try node.element().floating(value) }
    func encode(_ value: Float) throws { try node.element().floating(value) }
    func encode(_ value: Int) throws { try node.element().integer(value) }
    func encode(_ value: Int8) throws { try node.element().integer(value) }
    func encode(_ value: Int16) throws { try node.element().integer(value) }
    func encode(_ value: Int32) throws { try node.element().integer(value) }
    func encode(_ value: Int64) throws { try node.element().integer(value) }
    func encode(_ value: UInt) throws { try node.element().integer(value) }
    func encode(_ value: UInt8) throws { try node.element().integer(value) }
    func encode(_ value: UInt16) throws { try node.element().integer(value) }
    func encode(_ value: UInt32) throws { try node.element().integer(value) }
    func encode(_ value: UInt64) throws { try node.element().integer(value) }
    func encode(_ value: String) throws { try node.element().text(value) }
}

extension Node {
    func null() throws {
        try scalar {
            $0.literal("null")
            return nil
        }
    }

    func bool(_ value: Bool) throws {
        try scalar {
            $0.bool(value)
            return nil
        }
    }

    func integer<T: FixedWidthInteger>(_ value: T) throws {
        try scalar {
            $0.integer(value)
            return nil
        }
    }

    func text(_ value: String) throws { try scalar { $0.string(value) ? nil : .nulCharacter } }
    func floating<T: WireFloat>(_ value: T) throws { try scalar { $0.floating(value) ? nil : .outOfRange } }
}
