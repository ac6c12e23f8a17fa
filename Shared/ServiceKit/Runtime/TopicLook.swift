package import Kafka

/// What an assignment needs to know of the broker: where a partition begins and ends, and one record. A face of its
/// own, so that tests can stand in for a broker.
package protocol TopicLook: Sendable {
    func watermarks(_ partition: TopicPartition) throws -> (low: Int64, high: Int64)
    /// Nil where it isn't there any more.
    func record(at offset: Int64, of partition: TopicPartition) throws -> ConsumedRecord?
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

    package func record(at offset: Int64, of partition: TopicPartition) throws -> ConsumedRecord? {
        var found: ConsumedRecord?
        try reader().read(partition, from: offset, to: offset + 1, timeout: timeout) { record in
            if record.offset == offset { found = record }
        }
        return found
    }
}
