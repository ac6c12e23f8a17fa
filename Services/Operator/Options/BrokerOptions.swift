import ArgumentParser
import Foundation
import Kafka
import Messages

/// The flags of every command that asks brokers; the variables are those of the services.
struct BrokerOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The brokers: HOST:PORT[,HOST:PORT…], or embedded:FILE with the address file of alp-broker. [ALP_KAFKA]",
            valueName: "servers"))
    var kafka: String?

    @Option(
        name: [.customShort("X"), .long],
        help: ArgumentHelp(
            "A property of librdkafka, as often as needed; name=@file takes the value from a file. "
                + "[ALP_KAFKA_PROPERTIES: one a line, or several with ; between]",
            valueName: "name=value"))
    var kafkaProperties: [String] = []

    @Option(
        help: ArgumentHelp(
            "The catalogue of topics: a file in JSON, or product:01,42,69 for the product's own with the feeds of "
                + "these départements. [ALP_TOPICS]",
            valueName: "file"))
    var topics: String?

    @Option(help: ArgumentHelp("The installation's environment, as in a record's source. [ALP_ENVIRONMENT]"))
    var environment: String?

    @Option(help: ArgumentHelp("Seconds to wait for an answer.", valueName: "seconds"))
    var timeout = Seconds(.seconds(10))

    var environmentName: String? { environment ?? Surroundings.variable("ALP_ENVIRONMENT") }

    /// Throws a failure of usage, or `.unavailable` when the embedded broker's address file isn't there.
    func cluster() throws(OperatorFailure) -> Cluster {
        let address: BrokerAddress
        if let kafka {
            address = try BrokerAddress(kafka, origin: "--kafka")
        } else if let text = Surroundings.variable("ALP_KAFKA") {
            address = try BrokerAddress(text, origin: "ALP_KAFKA")
        } else {
            throw OperatorFailure(.usage, "no broker is named; give --kafka HOST:PORT or set ALP_KAFKA")
        }
        return try Cluster(bootstrap: try address.bootstrap(), properties: try properties(), timeout: timeout.duration)
    }

    /// The catalogue that was named; nil when none was. Throws a failure of usage.
    func catalogue() throws(OperatorFailure) -> TopicCatalogue? {
        guard let path = topics ?? Surroundings.variable("ALP_TOPICS") else { return nil }
        do throws(TopicCatalogueError) {
            return try TopicCatalogue(named: path)
        } catch {
            throw OperatorFailure(error)
        }
    }

    /// Throws a failure of usage when none was named.
    func neededCatalogue() throws(OperatorFailure) -> TopicCatalogue {
        guard let catalogue = try catalogue() else {
            throw OperatorFailure(
                .usage,
                "no catalogue is named; give --topics FILE or set ALP_TOPICS (product:01,42,69 names the product's)")
        }
        return catalogue
    }

    private func properties() throws(OperatorFailure) -> KafkaProperties {
        let isDevelopment = environmentName == "dev"
        var properties = KafkaProperties()
        do throws(KafkaError) {
            for line in (Surroundings.variable("ALP_KAFKA_PROPERTIES") ?? "").split(whereSeparator: ";\n\r".contains) {
                let pair = line.trimmingCharacters(in: .whitespaces)
                guard !pair.isEmpty else { continue }
                // In the environment a secret may stand as it is; a value that stands in a file is taken as on the
                // command line.
                let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                if parts.count == 2, !parts[0].isEmpty, !parts[1].hasPrefix("@") {
                    try properties.set(String(parts[0]), to: String(parts[1]), allowInsecure: isDevelopment)
                } else {
                    try properties.set(pair, allowInsecure: isDevelopment)
                }
            }
            for pair in kafkaProperties { try properties.set(pair, allowInsecure: isDevelopment) }
        } catch {
            throw OperatorFailure(.usage, "\(error)")
        }
        return properties
    }
}

/// What the process was started with. The one place that reads the environment.
enum Surroundings {
    /// Nil when it isn't set or is empty.
    static func variable(_ name: String) -> String? {
        ProcessInfo.processInfo.environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }
}

/// A time on the command line: seconds, 0.1 to 3600.
struct Seconds: ExpressibleByArgument, Equatable {
    var duration: Duration

    init(_ duration: Duration) { self.duration = duration }

    init?(argument: String) {
        guard let value = Double(argument), (0.1...3600).contains(value) else { return nil }
        duration = .milliseconds(Int64(value * 1000))
    }

    var defaultValueDescription: String { duration.seconds }
}
