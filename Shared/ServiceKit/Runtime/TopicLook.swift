package import Kafka

/// What an assignment needs to know of the broker: where a partition begins and ends, and single records. A face of
/// its own, so that tests can stand in for a broker.
package protocol TopicLook: Sendable {
    func watermarks(_ partition: TopicPartition) throws -> (low: Int64, high: Int64)
    /// A record of each partition, nil where it isn't there any more. What can't be read, though the others may, stands
    /// as that partition's failure; what may pass is thrown.
    func records(at offsets: [TopicPartition: Int64]) throws -> [TopicPartition: Result<ConsumedRecord?, KafkaError>]
}

/// The look at a real cluster. Blocks the calling thread.
package final class BrokerLook: TopicLook {
    private let admin: KafkaAdmin
    private let reader: @Sendable () throws -> PartitionReader
    private let timeout: Duration

    package init(
        admin: KafkaAdmin, timeout: Duration = .seconds(10), reader: @escaping @Sendable () throws -> PartitionReader
    ) {
        self.admin = admin
        self.reader = reader
        self.timeout = timeout
    }

    package func watermarks(_ partition: TopicPartition) throws -> (low: Int64, high: Int64) {
        try admin.watermarks(partition, timeout: timeout)
    }

    /// By one client, made for this alone: it knows nothing of a topic from before that was made anew.
    package func records(
        at offsets: [TopicPartition: Int64]
    ) throws -> [TopicPartition: Result<ConsumedRecord?, KafkaError>] {
        guard !offsets.isEmpty else { return [:] }
        let reader = try reader()
        var found: [TopicPartition: Result<ConsumedRecord?, KafkaError>] = [:]
        for (partition, offset) in offsets.sorted(by: { $0.key < $1.key }) {
            do {
                var standing: ConsumedRecord?
                try reader.read(partition, from: offset, to: offset + 1, timeout: timeout) { record in
                    if record.offset == offset { standing = record }
                }
                found[partition] = .success(standing)
            } catch let error as KafkaError where !error.isRetriable {
                found[partition] = .failure(error)
            }
        }
        return found
    }
}
