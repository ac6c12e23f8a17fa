import Foundation
import Kafka
import Logging
import Synchronization
import TestKit

/// Writes the outside's records; every one is acknowledged before it returns.
enum InputWriter {
    static func write(_ records: [ProofInput], to bootstrap: String, within limit: Duration = .seconds(40)) async throws
    {
        try await blocking {
            let producer = try KafkaProducer(bootstrap: bootstrap, clientID: "outside", logger: quiet)
            defer { producer.close(drainTimeout: .zero) }
            let failures = Failures()
            for record in records {
                try producer.send(record.record) { result in
                    if case .failure(let error) = result { failures.add("\(error)") }
                }
            }
            guard producer.drain(timeout: limit) else {
                throw KitError("\(producer.inFlight) of \(records.count) inputs were not acknowledged in \(limit)")
            }
            if let first = failures.first { throw KitError("an input was not written: \(first)") }
        }
    }

    /// The proof's topics on a broker that has none yet.
    static func makeTopics(_ topics: [(name: String, partitions: Int32)], on bootstrap: String) async throws {
        try await blocking {
            let admin = try KafkaAdmin(bootstrap: bootstrap, logger: quiet)
            let standing = try Set(admin.topics(timeout: .seconds(20)).map(\.name))
            for topic in topics where !standing.contains(topic.name) {
                try admin.createTopic(topic.name, partitions: topic.partitions, timeout: .seconds(20))
            }
        }
    }

    private static var quiet: Logger { Logger(label: "outside") { _ in SwiftLogNoOpLogHandler() } }
}

private final class Failures: Sendable {
    private let lines = Mutex<[String]>([])

    func add(_ line: String) { lines.withLock { $0.append(line) } }
    var first: String? { lines.withLock { $0.first } }
}

/// Runs what blocks on a thread outside the cooperative pool.
package func blocking<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
    try await withCheckedThrowingContinuation { (waiting: CheckedContinuation<Result, any Error>) in
        Thread.detachNewThread { waiting.resume(with: Swift.Result { try body() }) }
    }
}
