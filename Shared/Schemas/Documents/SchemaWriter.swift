import Messages

/// Writes shapes as JSON Schema (2020-12); objects become definitions, by their type's name.
package struct SchemaWriter {
    let comments: SourceComments
    /// What stands before a definition's name where it is referred to.
    let place: String
    package private(set) var definitions: [OrderedJSON.Member] = []
    private var begun: [String: [SchemaField]] = [:]

    package init(comments: SourceComments, place: String = "#/$defs/") {
        self.comments = comments
        self.place = place
    }

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
    package mutating func schema(_ shape: SchemaShape) -> [OrderedJSON.Member] {
        switch shape {
        case .object(let name, let fields):
            // Two types may bear one name, each in a type of its own: the second is told of as Name2.
            var free = name
            var count = 1
            while let known = begun[free], known != fields {
                count += 1
                free = "\(name)\(count)"
            }
            if begun[free] == nil {
                begun[free] = fields
                let said = description(comments.comment(onType: name))
                let object = object(name: name, fields)
                definitions.append(.init(free, .object(said + object)))
            }
            return [.init("$ref", .text(place + free))]
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
