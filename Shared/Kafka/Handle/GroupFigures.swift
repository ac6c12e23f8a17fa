import CRDKafka
import Logging

/// How far a group is. The committed offsets follow the store's and are for figures only.
package struct PartitionLag: Hashable, Sendable {
    package var partition: TopicPartition
    /// nil: the group has committed nothing here.
    package var committed: Int64?
    package var low: Int64
    package var high: Int64

    /// Records that stand behind the committed offset; all that are kept, if nothing was committed.
    package var records: Int64 { max(0, high - max(committed ?? low, low)) }

    package init(partition: TopicPartition, committed: Int64?, low: Int64, high: Int64) {
        self.partition = partition
        self.committed = committed
        self.low = low
        self.high = high
    }
}

extension KafkaAdmin {
    /// What the group committed, for the partitions where it did. Makes a client of its own that doesn't join the
    /// group.
    package func committedOffsets(
        group: String, partitions: [TopicPartition], timeout: Duration = .seconds(10)
    ) throws(KafkaError) -> [TopicPartition: Int64] {
        guard !partitions.isEmpty else { return [:] }
        let configuration = ClientConfiguration(
            role: .reader, bootstrap: bootstrap, clientID: "alp-admin-group", groupID: group, properties: properties)
        let client = try Handle(configuration, logger: logger)
        defer { client.destroy() }
        let list = PartitionList(Dictionary(partitions.map { ($0, Int64(0)) }, uniquingKeysWith: { first, _ in first }))
        let code = rd_kafka_committed(client.pointer, list.pointer, timeout.milliseconds)
        guard code == RD_KAFKA_RESP_ERR_NO_ERROR else {
            throw KafkaError(code, operation: "committed offsets of the group \(group)")
        }
        var offsets: [TopicPartition: Int64] = [:]
        for element in PartitionList.elements(of: list.pointer) {
            guard element.error == RD_KAFKA_RESP_ERR_NO_ERROR else {
                throw KafkaError(element.error, operation: "committed offset of \(element.partition)")
            }
            if element.offset >= 0 { offsets[element.partition] = element.offset }
        }
        return offsets
    }

    /// The group's lag on every partition of these topics, in order. A topic that isn't there throws `.unknownTopic`.
    package func lag(
        group: String, topics names: [String], timeout: Duration = .seconds(10)
    ) throws(KafkaError) -> [PartitionLag] {
        let known = try topics(timeout: timeout)
        var partitions: [TopicPartition] = []
        for name in names {
            guard let topic = known.first(where: { $0.name == name }) else {
                throw KafkaError(.unknownTopic, operation: "lag of the group \(group)", detail: "no topic \(name)")
            }
            partitions += topic.all
        }
        let committed = try committedOffsets(group: group, partitions: partitions, timeout: timeout)
        var lags: [PartitionLag] = []
        for partition in partitions.sorted() {
            let (low, high) = try watermarks(partition, timeout: timeout)
            lags.append(PartitionLag(partition: partition, committed: committed[partition], low: low, high: high))
        }
        return lags
    }
}
