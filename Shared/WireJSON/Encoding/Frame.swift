/// A place where a value is being written.
///
/// Can transition to: `slot` → `filled`, `object` or `array`; the others stay what they are until the frame is popped.
struct Frame {
    enum Kind: UInt8 {
        /// An encoder stands here and has written nothing.
        case slot
        /// A scalar stands here.
        case filled
        case object, array
    }

    var kind = Kind.slot
    /// Tells this frame from an earlier one at the same depth. Never zero.
    var identity: UInt32
    /// Members or elements so far.
    var count = 0
    /// Where the first member's quotation mark stands.
    var start = 0
    /// The first of this object's in the list of members; those of objects inside it follow only while these are open.
    var firstMember = 0
    /// A bit for each member name's fingerprint.
    var seen: UInt64 = 0
    /// Members are sorted when the object ends: always for a dictionary, which encodes in the order of its hashes.
    var isSorted = false
    var keyType: (any CodingKey.Type)?
}

/// A member of an object that is being written: where its quotation mark stands, and its name's length in bytes as
/// written, without the marks.
struct Member {
    var start: Int
    var nameCount: Int
}

/// Finds out which key type the standard library's dictionaries encode with; it can't be named.
enum DictionaryKeys {
    static let type: ObjectIdentifier? = {
        let probe = KeyTypeProbe()
        try? [String: Int]().encode(to: probe)
        return probe.found
    }()
}

/// An encoder that only remembers the key type it was asked for.
private final class KeyTypeProbe: Encoder {
    var found: ObjectIdentifier?
    let codingPath: [any CodingKey] = []
    let userInfo: [CodingUserInfoKey: Any] = [:]

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        found = ObjectIdentifier(type)
        return KeyedEncodingContainer(NodeKeyedWriter<Key>(node: Node(NodeFailures(maximumDepth: 1))))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        NodeUnkeyedWriter(node: Node(NodeFailures(maximumDepth: 1)))
    }
    func singleValueContainer() -> any SingleValueEncodingContainer {
        NodeWriter(node: Node(NodeFailures(maximumDepth: 1)))
    }
}
