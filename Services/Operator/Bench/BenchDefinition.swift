import Messages
import ServiceKit
import Store
import WireJSON

/// The measured service: requests in, decisions out, one aggregate a request.
struct BenchDefinition: ServiceDefinition {
    static let name = "hop"

    let decider = BenchDecider()

    func input(from record: ReadRecord) throws -> BenchRequest? {
        guard let value = record.value else { return nil }
        guard record.envelope.type == BenchRequest.type else { throw CannotHandle("its type is unknown") }
        return try WireDecoder().decode(BenchRequest.self, from: value)
    }

    func input(from timer: DueTimer) throws -> BenchRequest { throw CannotHandle("the hop sets no timers") }

    func route(_ input: BenchRequest) -> [String] { [input.request] }

    func world(for input: BenchRequest, aggregate: String, in transaction: any Transaction) throws {}

    func publication(of event: BenchDecision, aggregate: String) throws -> Publication {
        Publication(
            .own(topic: BenchTopic.decisions), type: BenchDecision.type, payload: try WireEncoder().encode(event))
    }

    func event(type: String, payload: [UInt8]) throws -> BenchDecision {
        try WireDecoder().decode(BenchDecision.self, from: payload)
    }

    func project(
        _ event: BenchDecision, aggregate: String, state: BenchDecider.State, in transaction: any Transaction
    ) throws {}

    var migrations: Migrations { Migrations([]) }
}

enum BenchTopic {
    static let requests = "bench.requests.v1"
    /// Filled at a pace, for latency.
    static let paced = "bench.paced.v1"
    static let decisions = "bench.decisions.v1"
    /// Where the bare librdkafka loop writes to.
    static let raw = "bench.raw.v1"
    static let environment = "bench"
    static let seed = "seed"

    static func catalogue() throws -> TopicCatalogue {
        func topic(_ name: String, writer: String, readers: [String]) -> TopicDefinition {
            TopicDefinition(
                name: name, partitions: 24, embeddedPartitions: 24, replication: 1, key: "request", writer: writer,
                readers: readers, retention: "until the bench ends")
        }
        return try TopicCatalogue(topics: [
            topic(requests, writer: seed, readers: [BenchDefinition.name]),
            topic(paced, writer: seed, readers: [BenchDefinition.name]),
            topic(decisions, writer: BenchDefinition.name, readers: []),
            topic(raw, writer: "raw", readers: []),
        ])
    }
}
