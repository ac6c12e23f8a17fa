import Foundation
import Kafka
import Logging
import Messages
import ProofPlay
import TestKit

let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

/// Makes the proof's topics on a broker, as the catalogue says but for what a test wants otherwise.
func makeProofTopics(
    on bootstrap: String, partitions: [String: Int32] = [:], without left: Set<String> = [],
    configuration: [String: String] = [:]
) async throws {
    try await blocking {
        let catalogue = try TopicCatalogue(contentsOf: PackageRoot.proofTopics)
        let admin = try KafkaAdmin(bootstrap: bootstrap, logger: quiet)
        let standing = Set(try admin.topics(timeout: .seconds(20)).map(\.name))
        for topic in catalogue.topics where !standing.contains(topic.name) && !left.contains(topic.name) {
            try admin.createTopic(
                topic.name, partitions: partitions[topic.name] ?? Int32(topic.partitions),
                configuration: configuration, timeout: .seconds(20))
        }
    }
}
