import Messages
import Testing
import Vocabulary

@testable import Schemas

@Suite(.timeLimit(.minutes(1)))
struct SchemaRecorderTests {
    private struct Sample: Codable {
        struct Deep: Codable { var at: CivilDate }

        var text: String
        var maybe: Int?
        var list: [Deep]
        var map: [String: Bool]
        var open: Open<Opinion>
        var name: Personal<PersonName>?
        var words: FreeText
        var weekday: Weekday
        var count: HeadCount
        var range: DateRange
        var severity: Severity
    }

    private struct ByHand: Decodable {
        init(from decoder: any Decoder) throws { _ = try decoder.unkeyedContainer() }
    }

    private struct Silent: Decodable { init(from decoder: any Decoder) throws {} }

    @Test func `fields, what may be absent, patterns, choices, bounds and marks are told from the type`() throws {
        guard case .object("Sample", let fields) = try SchemaRecorder.shape(of: Sample.self) else {
            Issue.record("no object")
            return
        }
        let date = SchemaShape.text(name: "CivilDate", pattern: CivilDate.pattern, example: CivilDate.example)
        func field(_ name: String) -> SchemaField? { fields.first { $0.name == name } }
        #expect(
            fields.map(\.name) == [
                "text", "maybe", "list", "map", "open", "name", "words", "weekday", "count", "range", "severity",
            ])
        #expect(fields.filter { !$0.isRequired }.map(\.name) == ["maybe", "name"])
        #expect(field("text")?.shape == .text(name: "String", pattern: nil, example: nil))
        #expect(field("maybe")?.shape == .integer(name: "Int", bounds: nil))
        let deep = SchemaField(name: "at", shape: date, isRequired: true)
        #expect(field("list")?.shape == .list(.object(name: "Deep", fields: [deep])))
        #expect(field("map")?.shape == .map(.flag))
        let opinions = ["favourable", "reserved", "unfavourable"].map { JSONTree.text($0) }
        #expect(field("open")?.shape == .open(.choice(name: "Opinion", values: opinions)))
        #expect(field("weekday")?.shape == .choice(name: "Weekday", values: (1...7).map { .integer($0) }))
        #expect(field("count")?.shape == .integer(name: "HeadCount", bounds: 0...300))
        #expect(field("name")?.shape.isPersonal == true && field("words")?.shape.isPersonal == true)
        let ends = ["first", "last"].map { SchemaField(name: $0, shape: date, isRequired: true) }
        #expect(field("range")?.shape == .object(name: "DateRange", fields: ends))
        guard case .text("Severity", let pattern?, _)? = field("severity")?.shape else {
            Issue.record("a severity is a text with a pattern")
            return
        }
        for severity in [Severity.refuses, .warns, .blocks(.contract)] {
            #expect(try Regex(pattern).wholeMatch(in: severity.text) != nil)
        }
        #expect(try Regex(pattern).wholeMatch(in: "blocks:party") == nil)
    }

    @Test func `a type that can't be told is named`() {
        #expect(throws: SchemaFailure(type: "ByHand", reason: "it reads a list element by element")) {
            try SchemaRecorder.shape(of: ByHand.self)
        }
        #expect(throws: SchemaFailure(type: "Silent", reason: "it reads nothing")) {
            try SchemaRecorder.shape(of: Silent.self)
        }
    }

    @Test func `every message that a person causes names its actor, every decision its revisions`() throws {
        for schema in try MessageSchema.all() {
            let names = Set(schema.fields.map(\.name))
            if let actor = schema.fields.first(where: { $0.name == "actor" }) {
                guard case .object(_, let fields) = actor.shape else { continue }
                #expect(fields.map(\.name) == ["role", "function", "person"])
            }
            if [.decisions, .sessions, .contracts].contains(schema.topic) {
                #expect(names.isSuperset(of: ["campaignRevision", "requestRevision"]), "\(schema.type.type)")
            }
            if schema.topic == .feed {
                #expect(
                    Array(schema.fields.map(\.name).prefix(7)) == [
                        "environment", "departement", "campaign", "number", "previous", "kind", "issuedAt",
                    ])
            }
            // Names and mails stand on four topics alone (SECURITY).
            let named = names.intersection(["name", "mail"])
            #expect(named.isEmpty || schema.topic.isPersonal, "\(schema.type.type)")
        }
    }

    @Test func `each message and each of its fields says what it is, in French first`() throws {
        let comments = SourceComments(try Golden.sources("Shared/Messages"))
        for schema in try MessageSchema.all() {
            let said = try #require(comments.comment(onType: "\(schema.type)"), "\(schema.type) has no comment")
            #expect(Meaning(said).french != nil, "\(schema.type)")
            for field in schema.fields {
                let said = comments.comment(on: field.name, of: "\(schema.type)") ?? ""
                #expect(Meaning(said).french != nil && !Meaning(said).english.isEmpty, "\(schema.type).\(field.name)")
            }
        }
    }
}
