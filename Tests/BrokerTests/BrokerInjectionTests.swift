import Foundation
import Messages
import TestKit
import Testing

@Suite(.timeLimit(.minutes(1)))
struct `Errors injected into the embedded broker` {
    private let topics = [TopicDefinition(name: "one.v1", embeddedPartitions: 1, key: "k", writer: "w")]

    /// Produces one record without a retry; gives what kcat said, nil when it was taken.
    private func complaintOfOneTry(_ broker: BrokerProcess) async throws -> String? {
        do {
            try await Kcat(broker.bootstrap).run(
                ["-P", "-t", "one.v1", "-X", "retries=0"], input: Data("v\n".utf8))
            return nil
        } catch {
            return "\(error)"
        }
    }

    @Test func `are answered as often as the flag says, then no more`() async throws {
        let broker = try await BrokerProcess(topics: topics, arguments: ["--inject", "produce:NOT_ENOUGH_REPLICAS:2"])
        for _ in 0..<2 {
            #expect(try await complaintOfOneTry(broker)?.contains("Not enough in-sync replicas") == true)
        }
        #expect(try await complaintOfOneTry(broker) == nil)
        #expect(try await Kcat(broker.bootstrap).records(of: "one.v1").map(\.value) == ["v"])
    }

    @Test func `can be added and cleared while it runs`() async throws {
        let broker = try await BrokerProcess(topics: topics)
        #expect(try await complaintOfOneTry(broker) == nil)
        try await broker.inject("produce", "MSG_SIZE_TOO_LARGE", count: 5)
        #expect(try await complaintOfOneTry(broker)?.contains("Message size too large") == true)
        try await broker.clear("produce")
        #expect(try await complaintOfOneTry(broker) == nil)
    }

    @Test func `reach a reader`() async throws {
        let broker = try await BrokerProcess(topics: topics)
        try await broker.inject("fetch", "TOPIC_AUTHORIZATION_FAILED", count: 1)
        // librdkafka asks again by itself after a failed fetch; that it met one stands in what it tells.
        let reading = ["-C", "-t", "one.v1", "-o", "beginning", "-e", "-q", "-d", "msg"]
        #expect(try await Kcat(broker.bootstrap).ended(reading).errors.contains("Topic authorization failed"))
        #expect(try await !Kcat(broker.bootstrap).ended(reading).errors.contains("Topic authorization failed"))
    }

    @Test func `may take the whole broker down, and its records are there when it is up again`() async throws {
        let broker = try await BrokerProcess(topics: topics)
        let kcat = Kcat(broker.bootstrap)
        try await kcat.produce(to: "one.v1", key: "k", value: Data("v".utf8))
        try await broker.down()
        await #expect(throws: KitError.self) { try await kcat.run(["-L", "-m", "1"]) }
        try await broker.up()
        #expect(try await kcat.records(of: "one.v1").map(\.value) == ["v"])
    }

    @Test func `may be a topic with other partitions than its catalogue says`() async throws {
        let broker = try await BrokerProcess(topics: topics)
        try await broker.command("create other.v1 7")
        #expect(try await Kcat(broker.bootstrap).topics()["other.v1"] == 7)
        await #expect(throws: KitError.self) { try await broker.command("create other.v1 7") }
    }

    @Test func `that nobody knows are refused in one line`() async throws {
        let broker = try await BrokerProcess(topics: topics)
        let error = await #expect(throws: KitError.self) { try await broker.command("explode") }
        #expect(
            error?.description == "alp-broker answered \"explode\": error: control \"explode\": no such command; "
                + "the commands are inject, clear, down, up, rtt, create, leader, see --help")
    }
}
