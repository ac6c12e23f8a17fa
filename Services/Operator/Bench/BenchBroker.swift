import Foundation
import Kafka
import Logging
import ServiceKit

/// The broker that is measured: `HOST:PORT`, or `embedded:FILE` with the file that alp-broker writes.
struct BenchBroker {
    let bootstrap: String
    let topics: [TopicInfo]
    let isEmbedded: Bool
    static let logger = Logger(label: "alp.bench") { _ in SwiftLogNoOpLogHandler() }

    init(_ text: String) throws(OperatorFailure) {
        if text.hasPrefix("embedded:") {
            let path = String(text.dropFirst("embedded:".count))
            guard let line = try? String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").first else {
                throw OperatorFailure(.unavailable, "--kafka \(text): no alp-broker wrote this file; start one")
            }
            bootstrap = String(line)
        } else {
            bootstrap = text
        }
        do {
            let admin = try KafkaAdmin(
                bootstrap: bootstrap, clientID: "alp-bench", properties: KafkaProperties(), logger: Self.logger)
            topics = try admin.topics(timeout: .seconds(10))
            isEmbedded = admin.isEmbeddedBroker(timeout: .seconds(10))
        } catch {
            throw OperatorFailure(.unavailable, "--kafka \(text): \(error)")
        }
    }

    /// As a service takes it: the embedded broker is told by its run.
    var address: KafkaAddress { KafkaAddress(bootstrap: bootstrap, run: isEmbedded ? "bench" : nil) }

    /// A backlog fetched from noida-db comes in one answer, however large.
    var properties: KafkaProperties {
        let properties = KafkaProperties(["receive.message.max.bytes": "1000000000"])
        return isEmbedded ? properties.forEmbeddedBroker() : properties
    }

    func topic(_ name: String) throws(OperatorFailure) -> TopicInfo {
        guard let topic = topics.first(where: { $0.name == name }) else {
            throw OperatorFailure(.differs, "there is no topic \(name) at \(bootstrap); Scripts/bench/hop makes it")
        }
        return topic
    }
}
