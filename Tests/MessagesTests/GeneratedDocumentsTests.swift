import Foundation
import Messages
import Schemas
import Testing
import Vocabulary

/// Schemas, the AsyncAPI document, the page and the drawings are made by the code that they describe, and checked in so
/// that they can be read and reviewed without building anything. `ALP_WRITE_DOCS=1` writes them anew instead.
@Suite(.timeLimit(.minutes(1))) struct GeneratedDocumentsTests {
    @Test func `documents that are made from the messages say what the messages say`() throws {
        let documents = try GeneratedDocuments(root: Golden.root)
        if ProcessInfo.processInfo.environment["ALP_WRITE_DOCS"] == "1" {
            _ = try documents.write(to: Golden.root)
        }
        let differing = documents.differing(from: Golden.root)
        #expect(
            differing.isEmpty,
            """
            out of date: \(differing.joined(separator: ", "))
            Write them anew: ALP_WRITE_DOCS=1 swift test --filter GeneratedDocumentsTests
            """)
    }

    @Test func `each field of docs/messages.md has a meaning, and each type leads to a table that is there`() throws {
        let page = MessagesPage.text(
            try MessageSchema.all(),
            comments: SourceComments(
                try Golden.sources("Shared/Vocabulary") + Golden.sources("Shared/Messages")))
        let lines = page.split(separator: "\n")
        let headings = Set(
            lines.filter { $0.hasPrefix("## ") || $0.hasPrefix("### ") }
                .map { $0.drop { $0 == "#" || $0 == " " }.lowercased() })
        for line in lines where line.hasPrefix("| `") { #expect(!line.hasSuffix("|  |"), "\(line)") }
        for link in page.matches(of: #/\]\(#([^)]*)\)/#) { #expect(headings.contains(String(link.1)), "\(link.0)") }
        #expect(headings.isSuperset(of: ["groupsettled", "requestform", "breach", "values", "choices"]))
    }

    @Test func `readers outside the house are sent to no document that the repository doesn't have`() throws {
        for page in try GeneratedDocuments(root: Golden.root).pages {
            for name in ["HEART", "SECURITY", "DESIGN", "LAYOUT", "STYLE", "SPIKE"] {
                let isNamed = page.text.contains(name)
                #expect(!isNamed, "\(page.path) names \(name)")
            }
        }
    }
}

@Suite(.timeLimit(.minutes(1))) struct AsyncAPITests {
    private func document() throws -> JSONTree {
        let text = AsyncAPIDocument.document(try MessageSchema.all(), comments: SourceComments([])).compact
        return try tree(text)
    }

    @Test func `the headers it tells of are those that an envelope writes`() throws {
        let envelope = Envelope(
            topic: "t", key: "k", sequence: 1, type: "t", source: "s", subject: "s", time: Instant(milliseconds: 0),
            traceparent: "00-ab-cd-01", correlation: "r", cause: .outside, version: 1)
        let headers = try document()["components"]?["messageTraits"]?["cloudEvents"]?["headers"]
        #expect(Set(try #require(headers?["properties"]?.members).keys) == Set(envelope.headers.map(\.name)))
        let fewer = Envelope(
            topic: "t", key: "k", sequence: 1, type: "t", source: "s", subject: "s", time: Instant(milliseconds: 0),
            cause: .outside)
        let required = try #require(headers?["required"]?.list).compactMap(\.text)
        #expect(Set(required) == Set(fewer.headers.map(\.name)))
    }

    @Test func `a topic is told of as it is created, each part of its configuration`() throws {
        let channels = try document()["channels"]
        for topic in ProductTopic.allCases {
            let definition = topic.definition(named: topic.template)
            let kafka = try #require(channels?["\(topic)"]?["bindings"]?["kafka"])
            #expect(kafka["partitions"]?.integer == Int64(definition.partitions))
            #expect(kafka["replicas"]?.integer == Int64(definition.replication))
            let configuration = try #require(kafka["topicConfiguration"]?.members)
            #expect(configuration["retention.ms"]?.integer == -1)
            let told = configuration.mapValues { value in
                value.list?.compactMap(\.text).joined(separator: ",") ?? value.integer.map { "\($0)" } ?? ""
            }
            #expect(told == definition.brokerConfiguration, "\(topic)")
        }
    }

    @Test func `each service sends and receives what the catalogue says`() throws {
        let operations = try #require(try document()["operations"]?.members)
        for topic in ProductTopic.allCases {
            #expect(operations["\(topic.writer)-send-\(topic)"]?["action"]?.text == "send")
            for reader in topic.allReaders {
                let operation = try #require(operations["\(reader)-receive-\(topic)"], "\(reader) \(topic)")
                #expect(operation["messages"]?.list?.count == ProductMessages.messages(of: topic).count)
            }
        }
        #expect(operations.count == ProductTopic.allCases.reduce(0) { $0 + 1 + $1.allReaders.count })
    }
}
