package import Messages

/// The JSON Schema (2020-12) of one message type, made from its recorded shape and its comments.
///
/// Beside the standard's keywords it says: `x-topic`, `x-key`, `x-writer`, `x-readers` at the root; `x-personal` on
/// what is about a person; `x-open` on what readers keep as it came where they don't know it, with `x-known` in the
/// place of `enum` where that is a choice.
package struct MessageSchema {
    package let topic: ProductTopic
    package let type: any Message.Type
    package let shape: SchemaShape

    package init(_ type: any Message.Type, topic: ProductTopic) throws {
        self.topic = topic
        self.type = type
        shape = try SchemaRecorder.shape(ofMessage: type)
    }

    /// Every message's, topic by topic.
    package static func all() throws -> [MessageSchema] {
        try ProductTopic.allCases.flatMap { topic in
            try ProductMessages.messages(of: topic).map { try MessageSchema($0, topic: topic) }
        }
    }

    /// Every message's schema by type, as the compatibility gate compares them.
    package static func current() throws -> [String: JSONTree] {
        try Dictionary(
            uniqueKeysWithValues: all().map { schema in
                let text = schema.document(SourceComments([])).compact
                return (schema.type.type, try MessageJSON.decode(JSONTree.self, from: Array(text.utf8)))
            })
    }

    package var fields: [SchemaField] { if case .object(_, let fields) = shape { fields } else { [] } }

    package func document(_ comments: SourceComments) -> OrderedJSON {
        var writer = SchemaWriter(comments: comments)
        var members: [OrderedJSON.Member] = [
            .init("$schema", "https://json-schema.org/draft/2020-12/schema"),
            .init("$id", .text("urn:alp:message:\(type.type)")), .init("title", .text("\(type)")),
        ]
        members += writer.description(comments.comment(onType: "\(type)"))
        members += [
            .init("x-topic", .text(topic.template)), .init("x-key", .text(topic.key)),
            .init("x-writer", .text(topic.writer)), .init("x-readers", .texts(topic.allReaders)),
        ]
        members += writer.object(name: "\(type)", fields)
        let definitions = writer.definitions.sorted { $0.name < $1.name }
        if !definitions.isEmpty { members.append(.init("$defs", .object(definitions))) }
        return .object(members)
    }
}

/// Writes shapes as JSON Schema; objects and choices become definitions, by their type's name.
private struct SchemaWriter {
    let comments: SourceComments
    var definitions: [OrderedJSON.Member] = []
    private var begun: Set<String> = []

    init(comments: SourceComments) { self.comments = comments }

    func description(_ comment: String?) -> [OrderedJSON.Member] {
        comment.map { [.init("description", .text($0))] } ?? []
    }

    mutating func object(name: String, _ fields: [SchemaField]) -> [OrderedJSON.Member] {
        let required = fields.filter(\.isRequired).map(\.name)
        let properties = fields.map { field -> OrderedJSON.Member in
            let said = description(comments.comment(on: field.name, of: name))
            return .init(field.name, .object(said + schema(field.shape)))
        }
        return [
            .init("type", "object"), .init("required", .texts(required)), .init("properties", .object(properties)),
        ]
    }

    /// Members without a description, which belongs to the field or definition around them.
    mutating func schema(_ shape: SchemaShape) -> [OrderedJSON.Member] {
        switch shape {
        case .object(let name, let fields):
            if begun.insert(name).inserted {
                let said = description(comments.comment(onType: name))
                let object = object(name: name, fields)
                definitions.append(.init(name, .object(said + object)))
            }
            return [.init("$ref", .text("#/$defs/\(name)"))]
        case .list(let element):
            return [.init("type", "array"), .init("items", .object(schema(element)))]
        case .map(let element):
            return [.init("type", "object"), .init("additionalProperties", .object(schema(element)))]
        case .text(_, let pattern, let example):
            return [.init("type", "string")] + (pattern.map { [.init("pattern", .text($0))] } ?? [])
                + (example.map { [.init("examples", .list([.text($0)]))] } ?? [])
        case .choice(_, let values):
            return [.init("enum", .list(values.compactMap(OrderedJSON.init)))]
        case .integer(_, let bounds):
            let limits = bounds.map { bounds -> [OrderedJSON.Member] in
                [
                    .init("minimum", .integer(Int64(bounds.lowerBound))),
                    .init("maximum", .integer(Int64(bounds.upperBound))),
                ]
            }
            return [.init("type", "integer")] + (limits ?? [])
        case .number: return [.init("type", "number")]
        case .flag: return [.init("type", "boolean")]
        case .anything: return []
        case .personal(let inner): return schema(inner) + [.init("x-personal", true)]
        case .open(.choice(_, let values)):
            let kind = values.allSatisfy { $0.integer != nil } ? "integer" : "string"
            return [
                .init("type", .text(kind)), .init("x-open", true),
                .init("x-known", .list(values.compactMap(OrderedJSON.init))),
            ]
        case .open(let inner): return schema(inner) + [.init("x-open", true)]
        }
    }
}
