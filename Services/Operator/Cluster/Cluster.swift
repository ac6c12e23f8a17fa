import Kafka
import Logging

/// The brokers that a command asks. Blocks the calling thread: commands run on the main thread and nothing else waits.
final class Cluster {
    let bootstrap: String
    let timeout: Duration
    private let admin: KafkaAdmin
    private var properties: KafkaProperties
    // librdkafka's own complaints would stand beside the one line that says what failed.
    private let logger = Logger(label: "alp") { _ in SwiftLogNoOpLogHandler() }
    /// Asked once: it costs a round trip.
    private(set) lazy var isEmbedded = admin.isEmbeddedBroker(timeout: timeout)

    /// Throws a failure of usage. Brokers that are absent show in the calls.
    init(bootstrap: String, properties: KafkaProperties, timeout: Duration) throws(OperatorFailure) {
        self.bootstrap = bootstrap
        self.properties = properties
        self.timeout = timeout
        do throws(KafkaError) {
            admin = try KafkaAdmin(bootstrap: bootstrap, clientID: "alp", properties: properties, logger: logger)
        } catch {
            throw OperatorFailure(error, bootstrap: bootstrap, timeout: timeout)
        }
    }

    /// The topics that the brokers hold, by name.
    func topics() throws(OperatorFailure) -> [TopicInfo] {
        try asking { () throws(KafkaError) in try admin.topics(timeout: timeout) }
    }

    /// Throws `.differs` when there is none of that name.
    func topic(_ name: String) throws(OperatorFailure) -> TopicInfo {
        let known = try topics()
        guard let topic = known.first(where: { $0.name == name }) else {
            throw OperatorFailure(
                .differs,
                "there is no topic \(name) at \(bootstrap); alp topics list shows the \(known.count) there are")
        }
        return topic
    }

    func createTopic(
        _ name: String, partitions: Int, replication: Int, configuration: [String: String]
    ) throws(OperatorFailure) {
        try asking { () throws(KafkaError) in
            try admin.createTopic(
                name, partitions: Int32(partitions), replication: Int32(replication), configuration: configuration,
                timeout: timeout)
        }
    }

    func lag(group: String, topics: [String]) throws(OperatorFailure) -> [PartitionLag] {
        try asking { () throws(KafkaError) in try admin.lag(group: group, topics: topics, timeout: timeout) }
    }

    /// What each partition holds now: the offsets from the oldest record to the newest.
    func ranges(_ partitions: [TopicPartition]) throws(OperatorFailure) -> [TopicPartition: Range<Int64>] {
        var ranges: [TopicPartition: Range<Int64>] = [:]
        for partition in partitions {
            let (low, high) = try asking { () throws(KafkaError) in
                try admin.watermarks(partition, timeout: timeout)
            }
            ranges[partition] = low..<max(low, high)
        }
        return ranges
    }

    /// Hands over every record of the ranges, in order within each partition.
    func read(
        _ ranges: [TopicPartition: Range<Int64>], handler: (ConsumedRecord) throws -> Void
    ) throws {
        try reading { reader in try reader.read(ranges, timeout: timeout, handler: handler) }
    }

    /// Reads on from these offsets until the body answers false.
    func follow(
        _ starts: [TopicPartition: Int64], _ body: (PartitionReader.Event) throws -> Bool
    ) throws {
        try reading { reader in try reader.follow(starts, body) }
    }

    private func reading(_ body: (PartitionReader) throws -> Void) throws {
        do {
            let properties = isEmbedded ? properties.forEmbeddedBroker() : properties
            try body(PartitionReader(bootstrap: bootstrap, clientID: "alp", properties: properties, logger: logger))
        } catch let error as KafkaError {
            throw OperatorFailure(error, bootstrap: bootstrap, timeout: timeout)
        }
    }

    private func asking<Answer>(_ body: () throws(KafkaError) -> Answer) throws(OperatorFailure) -> Answer {
        do throws(KafkaError) {
            return try body()
        } catch {
            throw OperatorFailure(error, bootstrap: bootstrap, timeout: timeout)
        }
    }
}
