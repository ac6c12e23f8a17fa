package import Foundation

/// The topics of an installation, as its catalogue file lists them.
///
/// The file is JSON: `{"topics": [{"name": …, "key": …, "writer": …}, …]}`; the fields are those of
/// ``TopicDefinition``. An unknown field stops the reading: a misspelt one would silently become its default.
package struct TopicCatalogue: Hashable, Sendable, Codable {
    package var topics: [TopicDefinition]

    /// Throws ``TopicCatalogueError`` when a topic is flawed or named twice. `file` names the source in errors.
    package init(topics: [TopicDefinition], file: String = "catalogue") throws(TopicCatalogueError) {
        self.topics = topics
        try Self.judge(topics, file: file)
    }

    /// Reads and judges a catalogue file. Blocks on the disk. Throws ``TopicCatalogueError`` alone.
    package init(contentsOf file: URL) throws(TopicCatalogueError) {
        let data: Data
        do {
            data = try Data(contentsOf: file)
        } catch {
            throw TopicCatalogueError(
                file: file.relativePath, reason: "cannot be read: name a file that exists and is readable")
        }
        try self.init(json: data, file: file.relativePath)
    }

    /// Decodes and judges. `file` names the source in errors.
    package init(json: Data, file: String) throws(TopicCatalogueError) {
        let topics: [TopicDefinition]
        do {
            let decoder = JSONDecoder()
            let draft = try decoder.decode(Draft.self, from: json)
            try draft.refuseUnknownFields(file: file)
            topics = try decoder.decode(Topics.self, from: json).topics
        } catch let error as TopicCatalogueError {
            throw error
        } catch let error as DecodingError {
            throw TopicCatalogueError(decoding: error, json: json, file: file)
        } catch {
            throw TopicCatalogueError(file: file, reason: "cannot be decoded: \(error)")
        }
        try self.init(topics: topics, file: file)
    }

    package init(from decoder: any Decoder) throws {
        try self.init(topics: try Topics(from: decoder).topics)
    }

    /// The topic of that name; nil when the catalogue has none.
    package func topic(named name: String) -> TopicDefinition? {
        topics.first { $0.name == name }
    }

    /// The topics that service alone writes, in the file's order.
    package func written(by service: String) -> [TopicDefinition] {
        topics.filter { $0.writer == service }
    }

    /// The topics that service reads, in the file's order.
    package func read(by service: String) -> [TopicDefinition] {
        topics.filter { $0.readers.contains(service) }
    }

    private static func judge(_ topics: [TopicDefinition], file: String) throws(TopicCatalogueError) {
        if topics.isEmpty {
            throw TopicCatalogueError(file: file, reason: "lists no topic: write at least one in \"topics\"")
        }
        var seen: Set<String> = []
        for topic in topics {
            if let flaw = topic.flaws.first {
                throw TopicCatalogueError(
                    file: file, topic: topic.name, field: flaw.field, value: flaw.value, fix: flaw.fix)
            }
            if !seen.insert(topic.name).inserted {
                throw TopicCatalogueError(
                    file: file, topic: topic.name, field: "name", value: topic.name,
                    fix: "it stands twice; remove or rename one")
            }
        }
    }

    private struct Topics: Codable {
        var topics: [TopicDefinition]
    }
}

/// The catalogue as it stands in the file, only far enough to find fields nobody knows.
private struct Draft: Decodable {
    var topics: [Fields]

    struct Fields: Decodable {
        var names: [String]
        var name: String?

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: AnyField.self)
            names = container.allKeys.map(\.stringValue).sorted()
            name = try? container.decode(String.self, forKey: AnyField(stringValue: "name"))
        }
    }

    struct AnyField: CodingKey {
        var stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    func refuseUnknownFields(file: String) throws(TopicCatalogueError) {
        let known = TopicDefinition.CodingKeys.allCases.map(\.rawValue)
        for (index, fields) in topics.enumerated() {
            for name in fields.names where !known.contains(name) {
                throw TopicCatalogueError(
                    file: file, topic: fields.name ?? "number \(index + 1)", field: name, value: nil,
                    fix: "no such field; the fields are \(known.joined(separator: ", "))")
            }
        }
    }
}

extension TopicCatalogueError {
    /// Says a decoder's complaint in the words of the file: topic, field and what to write.
    fileprivate init(decoding error: DecodingError, json: Data, file: String) {
        let path: [any CodingKey]
        let fix: String
        switch error {
        case .keyNotFound(let key, let context):
            path = context.codingPath + [key]
            fix = "is missing; write it"
        case .typeMismatch(let type, let context):
            path = context.codingPath
            fix = "has the wrong type; write \(Self.word(for: type))"
        case .valueNotFound(let type, let context):
            path = context.codingPath
            fix = "is null; write \(Self.word(for: type))"
        case .dataCorrupted(let context):
            path = context.codingPath
            if path.last?.stringValue == TopicDefinition.CodingKeys.cleanup.rawValue {
                fix = "write " + TopicDefinition.Cleanup.allCases.map(\.rawValue).joined(separator: " or ")
            } else {
                fix = path.isEmpty ? "is not JSON; write {\"topics\": [ … ]}" : "cannot be decoded"
            }
        @unknown default:
            path = []
            fix = "cannot be decoded: \(error)"
        }
        let field = path.last { $0.intValue == nil }?.stringValue
        guard let index = path.compactMap(\.intValue).first else {
            self.init(file: file, reason: field.map { "field \($0) \(fix)" } ?? fix)
            return
        }
        let names = (try? JSONDecoder().decode(Draft.self, from: json))?.topics.map(\.name) ?? []
        let name = names.indices.contains(index) ? names[index] : nil
        self.init(file: file, topic: name ?? "number \(index + 1)", field: field ?? "", value: nil, fix: fix)
    }

    private static func word(for type: any Any.Type) -> String {
        switch type {
        case is Int.Type: "a whole number"
        case is Bool.Type: "true or false"
        case is String.Type: "a text in quotes"
        case is [String: Any].Type: "an object in braces"
        default: "a list in brackets"
        }
    }
}
