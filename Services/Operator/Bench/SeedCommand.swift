import ArgumentParser
import Foundation
import Kafka
import Messages
import Synchronization
import Vocabulary
import WireJSON

/// `alp bench seed`: fills an input topic.
struct SeedCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "seed",
        abstract: "Fills a topic with the bench's records.",
        discussion: "Refuses what the embedded broker wouldn't keep: 5 MB a partition. Makes no topic.")

    @Option(help: "The broker: HOST:PORT, or embedded:FILE.") var kafka: String
    @Option(help: "The topic to fill.") var topic = BenchTopic.requests
    @Option(help: "How many records.") var records: Int
    @Option(help: "How many keys; a fifth of the records unless given.") var keys: Int?
    @Option(help: "Records a second; as fast as it goes without.") var rate: Double?

    func validate() throws {
        guard records > 0, keys ?? 1 > 0, rate ?? 1 > 0 else {
            throw ValidationError("--records, --keys and --rate are above zero")
        }
    }

    func run() throws {
        let broker = try BenchBroker(kafka)
        _ = try broker.topic(topic)
        let seeding = try Seeding(broker, topic: topic, keys: keys ?? max(1, records / 5))
        let outcome = try seeding.send(records, rate: rate)
        print(
            BenchJSON.line([
                ("records", records), ("keys", seeding.keys), ("seconds", BenchJSON.round(outcome.seconds, 2)),
                ("value_bytes", outcome.valueBytes), ("record_bytes", outcome.recordBytes),
                ("largest_partition_bytes", outcome.largestPartitionBytes),
            ]))
    }
}

/// Writes the bench's records, as another service of the house would.
final class Seeding: Sendable {
    struct Outcome {
        var seconds: Double
        var valueBytes: Int
        var recordBytes: Int
        var largestPartitionBytes: Int
    }

    /// Of one partition. The embedded broker keeps 5 MB and forgets the rest silently.
    static let largestPartition = 4_500_000

    let keys: Int
    private let topic: String
    private let producer: KafkaProducer
    private let source = EventSource(environment: BenchTopic.environment, service: BenchTopic.seed)
    private let delivered = Mutex<[Int32: Int]>([:])
    private let failed = Atomic(0)

    init(_ broker: BenchBroker, topic: String, keys: Int) throws {
        self.topic = topic
        self.keys = keys
        producer = try KafkaProducer(
            bootstrap: broker.bootstrap, clientID: "alp-bench-seed", properties: broker.properties,
            logger: BenchBroker.logger)
        producer.prepare(topics: [topic])
    }

    /// The key and sequence of the record number `index`: keys in turn.
    func identity(_ index: Int) -> (key: String, sequence: Int64) {
        let digits = String(index % keys)
        return (
            "request-" + String(repeating: "0", count: max(0, 6 - digits.count)) + digits, Int64(index / keys + 1)
        )
    }

    func record(_ index: Int, at time: Instant) throws -> ProducedRecord {
        let (key, sequence) = identity(index)
        let envelope = Envelope(
            topic: topic, key: key, sequence: sequence, type: BenchRequest.type, source: source.description,
            subject: key, time: time, correlation: key, cause: .outside)
        return ProducedRecord(
            topic: topic, key: Array(key.utf8),
            value: try WireEncoder().encode(BenchRequest(request: key, revision: Int(sequence), index: index)),
            headers: envelope.headers.map { Header($0.name, $0.value) })
    }

    /// - Parameter onSend: told of each record's number just before it is sent.
    func send(_ records: Int, rate: Double? = nil, onSend: (Int) -> Void = { _ in }) throws -> Outcome {
        let started = ContinuousClock.now
        var outcome = Outcome(seconds: 0, valueBytes: 0, recordBytes: 0, largestPartitionBytes: 0)
        for index in 0..<records {
            let record = try record(index, at: Instant(milliseconds: 1_799_049_600_000 + Int64(index)))
            outcome.valueBytes = record.value?.count ?? 0
            outcome.recordBytes =
                (record.key?.count ?? 0) + outcome.valueBytes
                + record.headers.reduce(12) { $0 + $1.name.utf8.count + ($1.value?.count ?? 0) + 2 }
            if let rate {
                let due = started + .nanoseconds(Int64(Double(index) / rate * 1e9))
                let wait = ContinuousClock.now.duration(to: due)
                if wait > .zero { Thread.sleep(forTimeInterval: wait / .seconds(1)) }
            }
            onSend(index)
            try producer.send(record) { [self] result in
                switch result {
                case .success(let delivery): delivered.withLock { $0[delivery.partition, default: 0] += 1 }
                case .failure: failed.add(1, ordering: .relaxed)
                }
            }
        }
        guard producer.drain(timeout: .seconds(60)), failed.load(ordering: .relaxed) == 0 else {
            throw OperatorFailure(.unavailable, "not all records were acknowledged within a minute")
        }
        outcome.seconds = started.duration(to: .now) / .seconds(1)
        outcome.largestPartitionBytes = delivered.withLock { ($0.values.max() ?? 0) * outcome.recordBytes }
        guard outcome.largestPartitionBytes <= Self.largestPartition else {
            throw OperatorFailure(
                .usage,
                "about \(outcome.largestPartitionBytes) bytes on one partition, of which the embedded broker keeps 5 MB "
                    + "and forgets the rest: seed fewer records")
        }
        return outcome
    }

    func close() { producer.close(drainTimeout: .seconds(10)) }
}
