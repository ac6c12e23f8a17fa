import Foundation
import Messages
import NotificationsDomain
import ServiceKit
import Store
import TestKit
import Testing
import Vocabulary

@testable import Notifications

extension ServiceTests {
    @Suite(.timeLimit(.minutes(1)))
    struct DefinitionTests {
        private func record(_ topic: ProductTopic, _ type: String, _ value: [UInt8]? = Array("{}".utf8)) -> ReadRecord {
            ReadRecord(
                envelope: Envelope(
                    topic: topic.rawValue, key: "ALP-69-0001", sequence: 1, type: type, source: "urn:alp:test:x",
                    subject: "ALP-69-0001", time: Instant(milliseconds: 0), cause: .outside), value: value)
        }

        @Test func `known types of the autumn are passed over, unknown ones wait for a newer program`() throws {
            let definition = try Bench().plan.definition
            for topic in [ProductTopic.contracts, .rosters] {
                for message in ProductMessages.messages(of: topic) {
                    #expect(try definition.input(from: record(topic, message.type)) == nil)
                }
            }
            for topic in NotificationsDefinition.inputs {
                #expect(throws: CannotHandle.self) { try definition.input(from: record(topic, "something.new.v1")) }
                #expect(try definition.input(from: record(topic, "something.new.v1", nil)) == nil, "a tombstone")
            }
        }

        @Test func `it reads what the catalogue says that it reads, and writes letters alone`() throws {
            let catalogue = try TopicCatalogue.product(departements: [])
            #expect(
                Set(catalogue.read(by: "notifications").map(\.name))
                    == Set(NotificationsDefinition.inputs.map(\.rawValue)))
            #expect(catalogue.written(by: "notifications").map(\.name) == [ProductTopic.letters.rawValue])
        }

        @Test(arguments: Engine.allCases)
        func `a request before its campaign is looked at again when that has come`(engine: Engine) throws {
            let bench = try Bench(engine)
            let waiting = WaitingRequests()
            try bench.published("ALP-69-0001")
            try bench.submitted("ALP-69-0001")
            try waiting.lookAgain(bench.desk())
            #expect(try bench.letters().isEmpty)
            try bench.campaign()
            try waiting.lookAgain(bench.desk())
            #expect(try bench.letters().count == 5)
            let journalled = try bench.journalled(NotificationsDefinition.noteType)
            try waiting.lookAgain(bench.desk())
            #expect(try bench.journalled(NotificationsDefinition.noteType) == journalled)
        }

        @Test(arguments: Engine.allCases)
        func `digests count what waits, by département, and stay out of the topic`(engine: Engine) throws {
            let bench = try Bench(engine, at: "2020-06-08T03:00:00.000Z")
            try bench.campaign()
            try bench.submitted("ALP-69-0001")
            try bench.submitted("ALP-01-0001", departement: "01")
            try bench.published("ALP-69-0001")
            let step = bench.desk().step
            bench.now = try Timestamp("2020-06-09T06:00:00.000Z").instant
            for timer in try step.dueTimers(at: bench.now, limit: 100) { _ = try step.fire(timer, at: bench.now) }
            let digests = try bench.letters("kind = 'digest'")
            #expect(
                digests.map(\.letter.text) == [
                    "digest-dfie-2020-06-09", "digest-service-01-2020-06-09",
                ], "the Loire has nothing to do, and the Rhône's request is told")
            let dfie = try #require(try bench.database.read { try LetterTable.paper(of: digests[0].letter, in: $0) })
            #expect(dfie.text.contains("3 courriers attendent le bon à envoyer"))
            #expect(dfie.text.contains("Demandes à examiner : 1"))
            let topics = try bench.database.read {
                try $0.query("SELECT topic FROM journal WHERE aggregate LIKE 'digest/%' GROUP BY topic", []).map {
                    try $0.optionalText(0) ?? ""
                }
            }
            #expect(!topics.contains(ProductTopic.letters.rawValue))
            #expect(try step.verify().differences.isEmpty)
        }

        @Test func `no name and no mail stands in the journal`() throws {
            let bench = try Bench()
            try bench.campaign()
            try bench.directory()
            try bench.submitted("ALP-69-0001", agrees: false)
            try bench.sender().round(bench.desk())
            let payloads = try bench.database.read {
                try $0.query("SELECT payload FROM journal", []).map {
                    String(decoding: try $0.optionalBytes(0) ?? [], as: UTF8.self)
                }
            }
            #expect(payloads.count > 10)
            for word in ["Brouette", "Râteau", "rateau", "elodie.brouette"] {
                #expect(!payloads.contains { $0.contains(word) }, "\(word)")
            }
            let token = bench.press.key.token(try LetterID("ALP-69-0001.L3"))
            #expect(!payloads.contains { $0.contains(token) })
        }

        @Test func `a key that others may read, or none, stops the start; so does an address that isn't one`() throws {
            let folder = try TemporaryFolder()
            for address in [
                nil, "alp", "ftp://alp.example.org", "https://alp.example.org/?a=b", "https://u:p@alp.example.org",
                "https://alp.example.org/\r\nx",
            ] {
                #expect(throws: ConfigurationError.self) { try NotificationsSettings.address(address) }
            }
            #expect(try NotificationsSettings.address("http://127.0.0.1:8080/") == "http://127.0.0.1:8080")
            let path = folder.path + "/key"
            #expect(throws: ConfigurationError.self) { try NotificationsSettings.key(path) }
            try Data(repeating: 7, count: 32).write(to: URL(fileURLWithPath: path))
            chmod(path, 0o644)
            #expect(throws: ConfigurationError.self) { try NotificationsSettings.key(path) }
            chmod(path, 0o600)
            #expect(throws: Never.self) { try NotificationsSettings.key(path) }
            try Data(repeating: 7, count: 31).write(to: URL(fileURLWithPath: path))
            #expect(throws: ConfigurationError.self) { try NotificationsSettings.key(path) }
        }
    }
}
