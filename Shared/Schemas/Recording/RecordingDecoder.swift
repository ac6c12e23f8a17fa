/// What a type asked its decoder for. One thread, for one run of an `init(from:)`.
final class RecordingNotes {
    let typeName: String
    var fields: [SchemaField] = []
    /// What it read as a single value.
    var single: SchemaShape?
    var isObject = false

    init(typeName: String) { self.typeName = typeName }

    /// Nil where it read nothing.
    var shape: SchemaShape? { isObject ? .object(name: typeName, fields: fields) : single }

    func note(_ field: SchemaField) {
        isObject = true
        if let index = fields.firstIndex(where: { $0.name == field.name }) {
            fields[index] = field
        } else {
            fields.append(field)
        }
    }
}

/// Answers whatever is asked with a sample of the type, and writes down the question.
struct RecordingDecoder: Decoder {
    let notes: RecordingNotes
    let codingPath: [any CodingKey] = []
    let userInfo: [CodingUserInfoKey: Any] = [:]

    init(_ notes: RecordingNotes) { self.notes = notes }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
        notes.isObject = true
        return KeyedDecodingContainer(RecordingFields<Key>(notes: notes))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        throw SchemaFailure(type: notes.typeName, reason: "it reads a list element by element")
    }

    func singleValueContainer() -> any SingleValueDecodingContainer { RecordingValue(notes: notes) }
}

/// Primitives: each with a sample and a shape.
enum RecordedPrimitive {
    static func record<T: Decodable>(_ type: T.Type) throws -> (shape: SchemaShape, value: T)? {
        let found: (SchemaShape, Any)? =
            switch type {
            case is String.Type: (.text(name: "String", pattern: nil, example: nil), "texte")
            case is Bool.Type: (.flag, false)
            case is Int.Type: (.integer(name: "Int", bounds: nil), 0)
            case is Int64.Type: (.integer(name: "Int", bounds: nil), Int64(0))
            case is Int32.Type: (.integer(name: "Int", bounds: Int(Int32.min)...Int(Int32.max)), Int32(0))
            case is Double.Type: (.number, 0.0)
            default: nil
            }
        return found.flatMap { shape, sample in (sample as? T).map { (shape, $0) } }
    }

    static func any<T: Decodable>(_ type: T.Type) throws -> (shape: SchemaShape, value: T) {
        try record(type) ?? SchemaRecorder.record(type)
    }
}

private struct RecordingValue: SingleValueDecodingContainer {
    let notes: RecordingNotes
    let codingPath: [any CodingKey] = []

    func decodeNil() -> Bool { false }

    func decode<T: Decodable>(_ type: T.Type) throws -> T {
        let (shape, value) = try RecordedPrimitive.any(type)
        notes.single = shape
        return value
    }
}

private struct RecordingFields<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let notes: RecordingNotes
    let codingPath: [any CodingKey] = []
    let allKeys: [Key] = []

    func contains(_ key: Key) -> Bool { true }
    func decodeNil(forKey key: Key) throws -> Bool { false }

    func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
        try note(type, key, isRequired: true)
    }

    func decodeIfPresent<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T? {
        try note(type, key, isRequired: false)
    }

    private func note<T: Decodable>(_ type: T.Type, _ key: Key, isRequired: Bool) throws -> T {
        let (shape, value) = try RecordedPrimitive.any(type)
        notes.note(SchemaField(name: key.stringValue, shape: shape, isRequired: isRequired))
        return value
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> { throw failure(key) }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer { throw failure(key) }
    func superDecoder() throws -> any Decoder {
        throw SchemaFailure(type: notes.typeName, reason: "it reads a super type")
    }
    func superDecoder(forKey key: Key) throws -> any Decoder { throw failure(key) }

    private func failure(_ key: Key) -> SchemaFailure {
        SchemaFailure(type: notes.typeName, reason: "it reads \(key.stringValue) by hand")
    }

    // The standard library answers these by `decodeNil` and `decode`, which would make what may be absent look
    // required.
    func decodeIfPresent(_ type: Bool.Type, forKey key: Key) throws -> Bool? { try note(type, key, isRequired: false) }
    func decodeIfPresent(_ type: Int.Type, forKey key: Key) throws -> Int? { try note(type, key, isRequired: false) }
    func decodeIfPresent(_ type: Int64.Type, forKey key: Key) throws -> Int64? {
        try note(type, key, isRequired: false)
    }
    func decodeIfPresent(_ type: Double.Type, forKey key: Key) throws -> Double? {
        try note(type, key, isRequired: false)
    }
    func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? {
        try note(type, key, isRequired: false)
    }
}
