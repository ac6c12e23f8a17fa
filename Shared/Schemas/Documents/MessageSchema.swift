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
