import Foundation
import Messages
import TestKit
import Testing

@Suite(.timeLimit(.minutes(1)))
struct `The embedded broker` {
    private let topics = [
        TopicDefinition(name: "one.v1", embeddedPartitions: 3, key: "k", writer: "w"),
        TopicDefinition(name: "two.v1", embeddedPartitions: 1, key: "k", writer: "w"),
    ]

    @Test func `writes its address and its run to a file that only its owner reads`() async throws {
        let broker = try await BrokerProcess(topics: topics)
        let text = try String(contentsOf: broker.addressFile, encoding: .utf8)
        #expect(text.wholeMatch(of: /127\.0\.0\.1:[0-9]+\n[0-9a-f]{32}\n/) != nil)
        let attributes = try FileManager.default.attributesOfItem(atPath: broker.addressFile.path)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        #expect(try FileManager.default.contentsOfDirectory(atPath: broker.folder.path).count == 3)
    }

    @Test func `says its bounds when it starts`() async throws {
        let broker = try await BrokerProcess(topics: topics)
        try await broker.child.says("loopback only")
        try await broker.child.says("keeps the newest 5 MB or 100,000 records of a partition, forgets everything")
    }

    @Test func `makes the catalogue's topics with their partitions`() async throws {
        let broker = try await BrokerProcess(topics: topics)
        #expect(try await Kcat(broker.bootstrap).topics() == ["one.v1": 3, "two.v1": 1])
    }

    @Test func `gives every topic the partitions of its flag`() async throws {
        let broker = try await BrokerProcess(catalogue: PackageRoot.proofTopics, arguments: ["--partitions", "2"])
        let expected = ["proof.requests.v1", "proof.approvals.v1", "proof.bookings.v1", "proof.ledger.v1"]
        #expect(try await Kcat(broker.bootstrap).topics() == Dictionary(uniqueKeysWithValues: expected.map { ($0, 2) }))
    }

    @Test func `keeps key, value, headers and tombstones`() async throws {
        let broker = try await BrokerProcess(topics: topics)
        let kcat = Kcat(broker.bootstrap)
        let value = "{\"name\":\"Zoé\",\n\"text\":\"a\\tb\"}"
        try await kcat.produce(
            to: "one.v1", key: "r-1", value: Data(value.utf8), headers: [("sequence", "1"), ("ce_type", "a b")],
            partition: 2)
        try await kcat.produce(to: "one.v1", key: "r-1", value: nil, partition: 2)
        try await kcat.produce(to: "one.v1", key: nil, value: Data([0xFF, 0x00]), partition: 1)

        let records = try await kcat.records(of: "one.v1")
        try #require(records.count == 3)
        #expect(records.map(\.partition) == [1, 2, 2])
        #expect(records.map(\.offset) == [0, 0, 1])
        #expect(records.map(\.key) == [nil, "r-1", "r-1"])
        #expect(records[1].value == value)
        #expect(records[1].header("sequence") == "1")
        #expect(records[1].header("ce_type") == "a b")
        #expect(records[1].headers.count == 2)
        #expect(records[2].value == nil)
        #expect(records[2].headers.isEmpty)
    }

    @Test func `takes many records in one go`() async throws {
        let broker = try await BrokerProcess(topics: topics)
        let kcat = Kcat(broker.bootstrap)
        try await kcat.produce(to: "one.v1", lines: (0..<1000).map { ("k-\($0)", "v-\($0)") }, headers: [("h", "1")])
        let records = try await kcat.records(of: "one.v1")
        #expect(records.count == 1000)
        #expect(Set(records.map { "\($0.key ?? "")=\($0.value ?? "")" }).count == 1000)
        #expect(Set(records.map(\.partition)) == [0, 1, 2])
        #expect(records.allSatisfy { $0.header("h") == "1" })
    }

    @Test func `has another run and no record after a restart`() async throws {
        let broker = try await BrokerProcess(topics: topics)
        try await Kcat(broker.bootstrap).produce(to: "two.v1", key: "k", value: Data("v".utf8))
        let run = broker.run
        try await broker.restart()
        #expect(broker.run != run)
        #expect(try await Kcat(broker.bootstrap).records(of: "two.v1").isEmpty)
    }
}
