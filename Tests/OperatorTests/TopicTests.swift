import Foundation
import Kafka
import Messages
import TestKit
import Testing

@testable import Operator

@Suite(.timeLimit(.minutes(2)))
struct `alp topics and lag` {
    @Test func `the catalogue is compared with what is there`() throws {
        let catalogue = try TopicCatalogue(topics: testTopics)
        let found = [
            TopicInfo(name: "t.input.v1", partitions: 3), TopicInfo(name: "t.output.v1", partitions: 4),
            TopicInfo(name: "other", partitions: 1), TopicInfo(name: "__consumer_offsets", partitions: 50),
        ]
        let comparison = TopicComparison(catalogue: catalogue, found: found, isEmbedded: false)
        #expect(comparison.rows.map(\.state) == [.same, .otherPartitions, .missing, .notInCatalogue])
        #expect(comparison.rows.map(\.name) == ["t.input.v1", "t.output.v1", "t.people.v1", "other"])
        let embedded = TopicComparison(catalogue: catalogue, found: found, isEmbedded: true)
        #expect(embedded.rows.map(\.wanted) == [2, 2, 1, nil])
        #expect(TopicComparison(catalogue: nil, found: found, isEmbedded: false).rows.allSatisfy { $0.state == .same })
    }

    @Test func `a new topic keeps its records without end, on all copies but one`() {
        var topic = testTopics[0]
        topic.replication = 3
        #expect(
            topic.brokerConfiguration == [
                "cleanup.policy": "delete", "retention.ms": "-1", "retention.bytes": "-1", "min.insync.replicas": "2",
            ])
        #expect(testTopics[2].brokerConfiguration["cleanup.policy"] == "compact")
        #expect(testTopics[2].brokerConfiguration["min.insync.replicas"] == "1")
    }

    @Test func `on the embedded broker apply says that it makes its topics itself`() async throws {
        let broker = try await BrokerProcess(topics: testTopics)
        let flags = ["--kafka", "embedded:\(broker.addressFile.path)", "--topics", broker.catalogue.path]
        let list = try await Alp(["topics", "list"] + flags)
        #expect(list.code == .exit(0))
        #expect(list.lines.count == 4)
        #expect(list.lines[1].hasPrefix("t.input.v1   2           1            outside  first    ok"))
        let apply = try await Alp(["topics", "apply"] + flags)
        #expect(apply.code == .exit(0))
        #expect(apply.output.contains("the embedded broker makes its topics itself"))

        let more = testTopics + [TopicDefinition(name: "t.more.v1", key: "k", writer: "w")]
        let file = broker.folder.file("more.json")
        try JSONEncoder().encode(TopicCatalogue(topics: more)).write(to: file)
        for word in [["list"], ["apply"]] {
            let differing = try await Alp(
                ["topics"] + word + ["--kafka", broker.bootstrap, "--topics", file.path, "--json"])
            #expect(differing.code == .exit(1))
            #expect(differing.errors.count == 1)
        }
        let apart = try await Alp(["topics", "apply", "--kafka", broker.bootstrap, "--topics", file.path])
        #expect(
            apart.errors == [
                "alp: not as the catalogue says: t.more.v1 (missing); start alp-broker again with this catalogue"
            ])
        #expect(try await Kcat(broker.bootstrap).topics()["t.more.v1"] == nil)
    }

    @Test func `on another broker apply creates what is missing and changes nothing that stands`() async throws {
        let broker = try await NoidaProcess()
        let folder = try TemporaryFolder()
        let file = folder.file("topics.json")
        try JSONEncoder().encode(TopicCatalogue(topics: testTopics)).write(to: file)
        let flags = ["--kafka", broker.bootstrap, "--topics", file.path]
        let before = try await Alp(["topics", "list", "--json"] + flags)
        #expect(before.code == .exit(1))
        #expect(try before.objects.map { $0["state"] as? String } == ["missing", "missing", "missing"])
        #expect(try before.objects[0]["partitions"] is NSNull)

        let dry = try await Alp(["topics", "apply", "--dry-run"] + flags)
        #expect(dry.code == .exit(0))
        #expect(dry.lines[0] == "would create t.input.v1: 3 partitions, 1 copies")
        #expect(try await Kcat(broker.bootstrap).topics()["t.input.v1"] == nil)

        let made = try await Alp(["topics", "apply", "--json"] + flags)
        #expect(made.code == .exit(0), "\(made.errors)")
        #expect(try made.objects.map { $0["action"] as? String } == ["created", "created", "created"])
        let counts = try await Kcat(broker.bootstrap).topics()
        #expect(testTopics.allSatisfy { counts[$0.name] == $0.partitions })
        let again = try await Alp(["topics", "apply"] + flags)
        #expect(again.code == .exit(0))
        #expect(again.lines == ["all 3 topics stand as the catalogue says"])

        var grown = testTopics
        grown[0].partitions = 5
        try JSONEncoder().encode(TopicCatalogue(topics: grown)).write(to: file)
        let refused = try await Alp(["topics", "apply"] + flags)
        #expect(refused.code == .exit(1))
        #expect(refused.errors.count == 1)
        #expect(refused.errors[0].contains("t.input.v1 (3 partitions instead of 5); partitions are never changed"))
        #expect(try await Kcat(broker.bootstrap).topics()["t.input.v1"] == 3)
    }

    @Test func `lag shows what a group committed, and who committed nothing`() async throws {
        let broker = try await NoidaProcess()
        let folder = try TemporaryFolder()
        let file = folder.file("topics.json")
        try JSONEncoder().encode(TopicCatalogue(topics: testTopics)).write(to: file)
        let flags = ["--kafka", broker.bootstrap, "--topics", file.path]
        _ = try await Alp(["topics", "apply"] + flags)
        let kcat = Kcat(broker.bootstrap)
        try await kcat.produce(to: "t.input.v1", lines: (1...5).map { (key: "same", value: "\($0)") })
        try await kcat.run(
            ["-G", "alp-first", "-q", "-c", "3", "-X", "auto.offset.reset=earliest", "t.input.v1"])
        let lag = try await Alp(["lag", "--json"] + flags)
        #expect(lag.code == .exit(0), "\(lag.errors)")
        let rows = try lag.objects.filter { $0["group"] as? String == "alp-first" }
        #expect(rows.count == 3)
        let row = try #require(rows.first { $0["end"] as? Int == 5 })
        #expect(row["topic"] as? String == "t.input.v1")
        #expect(row["committed"] as? Int == 3)
        #expect(row["lag"] as? Int == 2)
        let second = try lag.objects.filter { $0["group"] as? String == "alp-second" }
        #expect(second.count == 3)
        #expect(second.allSatisfy { $0["committed"] is NSNull && $0["lag"] as? Int == 0 })
        let one = try await Alp(["lag", "--group", "alp-second"] + flags)
        #expect(one.lines.count == 4)
        #expect(one.lines[1].hasPrefix("alp-second  t.output.v1  0          -          0    0"))
        let unknown = try await Alp(["lag", "--group", "alp-third"] + flags)
        #expect(unknown.code == .exit(64))
        #expect(unknown.errors[0].contains("its groups are alp-first, alp-second"))
        let named = try await Alp(
            ["lag", "--group", "dept-69.x", "--topic", "t.input.v1", "--kafka", broker.bootstrap])
        #expect(named.code == .exit(0))
        let absent = try await Alp(["lag", "--group", "g", "--topic", "nope", "--kafka", broker.bootstrap])
        #expect(absent.code == .exit(1))
        #expect(absent.errors.count == 1)
    }
}
