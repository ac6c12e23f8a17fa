import Kafka
import ProofPlay
import TestKit

/// Writes the outside's records; all are acknowledged before it returns.
func write(_ inputs: [ProofInput], to bootstrap: String) async throws {
    try await blocking {
        let producer = try KafkaProducer(bootstrap: bootstrap, clientID: "outside", logger: quiet)
        for input in inputs { try producer.send(input.record) { _ in } }
        guard producer.drain(timeout: .seconds(30)) else { throw KitError("inputs were not written") }
        producer.close(drainTimeout: .zero)
    }
}
