package import Messages
import Vocabulary

/// Learns a type's JSON by running its `init(from:)` on a decoder that writes down what is asked of it, so that a
/// schema can't say anything else than the code reads.
///
/// What watching can't tell says it by a protocol: patterns by `TextValue`, choices by `CaseIterable`, the rest by
/// `SchemaDescribing`. A type that none of them helps stops with ``SchemaFailure``, which names it.
package enum SchemaRecorder {
    package static func shape<T: Decodable>(of type: T.Type) throws -> SchemaShape { try record(type).shape }

    /// The shape of a message, an object with its fields in the order in which they are read.
    package static func shape(ofMessage type: any Message.Type) throws -> SchemaShape { try shape(of: type) }

    /// The shape, and a value of the type, so that whoever asked for it can go on.
    static func record<T: Decodable>(_ type: T.Type) throws -> (shape: SchemaShape, value: T) {
        let (shape, value) = try recordByNature(type) ?? recordByWatching(type)
        return (type is any PersonalByNature.Type && !shape.isPersonal ? .personal(shape) : shape, value)
    }

    private static func recordByNature<T: Decodable>(_ type: T.Type) throws -> (SchemaShape, T)? {
        let name = typeName(type)
        if let described = type as? any SchemaDescribing.Type {
            switch described.nature {
            case .open(let inner):
                let (shape, value) = try record(inner, as: type)
                return (.open(shape), value)
            case .personal(let inner):
                let (shape, value) = try record(inner, as: type)
                return (shape.isPersonal ? shape : .personal(shape), value)
            case .text(let pattern, let example):
                return (.text(name: name, pattern: pattern, example: example), try sample(type, .text(example)))
            case .integer(let bounds):
                let value = try sample(type, .integer(Int64(bounds.lowerBound)))
                return (.integer(name: name, bounds: bounds), value)
            }
        }
        if let text = type as? any TextValue.Type {
            let value = try sample(type, .text(text.example))
            return (.text(name: name, pattern: text.pattern, example: text.example), value)
        }
        if let choice = type as? any (CaseIterable & RawRepresentable).Type {
            let values = try choices(choice)
            return (.choice(name: name, values: values), try sample(type, values[0]))
        }
        if let list = type as? any RecordedList.Type {
            return (.list(try shape(of: list.element)), try sample(type, .list([])))
        }
        if let map = type as? any RecordedMap.Type {
            return (.map(try shape(of: map.element)), try sample(type, .object([:])))
        }
        if type == JSONTree.self { return (.anything, try sample(type, .null)) }
        return nil
    }

    private static func recordByWatching<T: Decodable>(_ type: T.Type) throws -> (SchemaShape, T) {
        let notes = RecordingNotes(typeName: typeName(type))
        let value: T
        do {
            value = try T(from: RecordingDecoder(notes))
        } catch let failure as SchemaFailure {
            throw failure
        } catch {
            throw SchemaFailure(
                type: notes.typeName, reason: "it doesn't take a sample of what it reads (a choice is CaseIterable)")
        }
        guard let shape = notes.shape else {
            throw SchemaFailure(type: notes.typeName, reason: SchemaFailure.readsNothing)
        }
        if case .object(let name, var fields) = shape, let having = type as? any HavingPersonalFields.Type {
            for index in fields.indices where having.personalFields.contains(fields[index].name) {
                fields[index].shape = .personal(fields[index].shape)
            }
            return (.object(name: name, fields: fields), value)
        }
        return (shape, value)
    }

    /// The shape of a type, and a value of another one that is written alike.
    private static func record<Inner: Decodable, Outer: Decodable>(
        _ inner: Inner.Type, as outer: Outer.Type
    ) throws -> (SchemaShape, Outer) {
        let (shape, value) = try record(inner)
        guard let value = value as? any Encodable else {
            throw SchemaFailure(type: typeName(inner), reason: "it can't be written")
        }
        return (shape, try MessageJSON.decode(outer, from: try MessageJSON.encode(value)))
    }

    /// A value of the type, read from that JSON.
    private static func sample<T: Decodable>(_ type: T.Type, _ tree: JSONTree) throws -> T {
        try MessageJSON.decode(type, from: try MessageJSON.encode(tree))
    }

    private static func choices<C: CaseIterable & RawRepresentable>(_ type: C.Type) throws -> [JSONTree] {
        let values = try type.allCases.map { value -> JSONTree in
            switch value.rawValue {
            case let text as String: return .text(text)
            case let number as Int: return .integer(Int64(number))
            default: throw SchemaFailure(type: "\(type)", reason: "its raw values are neither text nor whole numbers")
            }
        }
        guard !values.isEmpty else { throw SchemaFailure(type: "\(type)", reason: "it has no case") }
        return values
    }

    /// `ParameterOfInt` for `Parameter<Int>`: fit to stand in a reference.
    static func typeName(_ type: any Any.Type) -> String {
        "\(type)".replacing("<", with: "Of").replacing(", ", with: "And").filter { $0 != ">" }
    }
}

/// A type whose JSON can't be told.
package struct SchemaFailure: Error, Hashable, Sendable, CustomStringConvertible {
    package let type: String
    package let reason: String

    /// A message that says nothing is a mistake; the body of a request may have no fields.
    package static let readsNothing = "it reads nothing"

    package init(type: String, reason: String) {
        self.type = type
        self.reason = reason
    }

    package var description: String { "no schema of \(type): \(reason); let it be SchemaDescribing" }
}

private protocol RecordedList { static var element: any Decodable.Type { get } }
extension Array: RecordedList where Element: Decodable { static var element: any Decodable.Type { Element.self } }

extension Set: RecordedList where Element: Decodable { static var element: any Decodable.Type { Element.self } }

private protocol RecordedMap { static var element: any Decodable.Type { get } }
extension Dictionary: RecordedMap where Key: Decodable, Value: Decodable {
    static var element: any Decodable.Type { Value.self }
}
