import Foundation
import Messages
import Testing

@Suite(.timeLimit(.minutes(1)))
struct `A topic catalogue` {
    private func read(_ json: String) throws -> TopicCatalogue {
        try TopicCatalogue(json: Data(json.utf8), file: "topics.json")
    }

    /// The one line that reading that text ends with.
    private func complaint(_ json: String) -> String? {
        do {
            _ = try read(json)
            return nil
        } catch {
            return "\(error)"
        }
    }

    @Test func `takes the house's numbers for what a topic leaves out`() throws {
        let catalogue = try read(#"{"topics": [{"name": "a.v1", "key": "request", "writer": "intake"}]}"#)
        let topic = try #require(catalogue.topic(named: "a.v1"))
        #expect(topic.partitions == 24)
        #expect(topic.embeddedPartitions == 6)
        #expect(topic.replication == 3)
        #expect(topic.readers == [])
        #expect(topic.cleanup == .delete)
        #expect(topic.personal == false)
    }

    @Test func `reads every field`() throws {
        let catalogue = try read(
            """
            {"topics": [{"name": "feed.v1", "partitions": 1, "embeddedPartitions": 1, "replication": 2, "key": "person",
            "writer": "approval", "readers": ["x", "y"], "cleanup": "compact", "personal": true, "retention": "a year"}]}
            """)
        let expected = TopicDefinition(
            name: "feed.v1", partitions: 1, embeddedPartitions: 1, replication: 2, key: "person", writer: "approval",
            readers: ["x", "y"], cleanup: .compact, personal: true, retention: "a year")
        #expect(catalogue.topics == [expected])
        #expect(try TopicCatalogue(json: JSONEncoder().encode(catalogue), file: "again") == catalogue)
    }

    @Test func `finds topics by name, writer and reader`() throws {
        let catalogue = try TopicCatalogue(topics: [
            TopicDefinition(name: "a", key: "k", writer: "one", readers: ["two", "three"]),
            TopicDefinition(name: "b", key: "k", writer: "two", readers: ["three"]),
        ])
        #expect(catalogue.topic(named: "b")?.writer == "two")
        #expect(catalogue.topic(named: "c") == nil)
        #expect(catalogue.written(by: "one").map(\.name) == ["a"])
        #expect(catalogue.read(by: "three").map(\.name) == ["a", "b"])
        #expect(catalogue.read(by: "one").isEmpty)
    }

    @Test(arguments: [
        (
            #"{"topics": [{"name": "a", "partitions": 0, "key": "k", "writer": "w"}]}"#,
            #"topics.json: topic a: field partitions "0": write a number from 1 to 1000"#
        ),
        (
            #"{"topics": [{"name": "a", "embeddedPartitions": 1001, "key": "k", "writer": "w"}]}"#,
            #"topics.json: topic a: field embeddedPartitions "1001": write a number from 1 to 1000"#
        ),
        (
            #"{"topics": [{"name": "a b", "key": "k", "writer": "w"}]}"#,
            #"topics.json: topic a b: field name "a b": use only letters a to z, digits, dot, underscore and hyphen"#
        ),
        (
            #"{"topics": [{"name": "..", "key": "k", "writer": "w"}]}"#,
            #"topics.json: topic ..: field name "..": choose another name; Kafka refuses . and .."#
        ),
        (
            #"{"topics": [{"name": "a", "key": "", "writer": "w"}]}"#,
            #"topics.json: topic a: field key "": say in a word what the key is, such as request"#
        ),
        (
            #"{"topics": [{"name": "a", "key": "k", "writer": "w"}, {"name": "a", "key": "k", "writer": "w"}]}"#,
            #"topics.json: topic a: field name "a": it stands twice; remove or rename one"#
        ),
        (
            #"{"topics": [{"name": "a", "key": "k"}]}"#,
            "topics.json: topic a: field writer: is missing; write it"
        ),
        (
            #"{"topics": [{"key": "k", "writer": "w"}]}"#,
            "topics.json: topic number 1: field name: is missing; write it"
        ),
        (
            #"{"topics": [{"name": "a", "key": "k", "writer": "w", "partitions": "six"}]}"#,
            "topics.json: topic a: field partitions: has the wrong type; write a whole number"
        ),
        (
            #"{"topics": [{"name": "a", "key": "k", "writer": "w", "cleanup": "forget"}]}"#,
            "topics.json: topic a: field cleanup: write delete or compact"
        ),
        (
            #"{"topics": [{"name": "a", "key": "k", "writer": "w", "partitons": 6}]}"#,
            "topics.json: topic a: field partitons: no such field; the fields are name, partitions, "
                + "embeddedPartitions, replication, key, writer, readers, cleanup, personal, skippable, retention"
        ),
        (#"{"topics": []}"#, #"topics.json: lists no topic: write at least one in "topics""#),
        ("{}", "topics.json: field topics is missing; write it"),
        ("not json", #"topics.json: is not JSON; write {"topics": [ … ]}"#),
    ])
    func `names file, topic, field, value and what to write`(json: String, line: String) {
        #expect(complaint(json) == line)
    }

    @Test func `takes a name of 249 characters and refuses one of 250`() {
        let json = { (length: Int) in
            #"{"topics": [{"name": "\#(String(repeating: "a", count: length))", "key": "k", "writer": "w"}]}"#
        }
        #expect(complaint(json(249)) == nil)
        #expect(complaint(json(250))?.hasSuffix("shorten it to 249 characters") == true)
    }

    @Test func `says in one line that its file is not there`() {
        #expect(throws: TopicCatalogueError.self) {
            try TopicCatalogue(contentsOf: URL(fileURLWithPath: "/nonexistent/topics.json"))
        }
    }
}
