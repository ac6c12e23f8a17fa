import CRDKafka
import Foundation
package import Logging

/// Asks and changes a cluster. Every call blocks the calling thread for a round trip or up to its timeout: for tools,
/// start-up and threads of one's own, not for Swift's cooperative pool.
package final class KafkaAdmin: Sendable {
    let handle: Handle
    let bootstrap: String
    let properties: KafkaProperties
    let logger: Logger

    /// Throws `.configuration`. A broker that is absent shows in the calls.
    package init(
        bootstrap: String, clientID: String = "alp-admin", properties: KafkaProperties = KafkaProperties(),
        logger: Logger
    ) throws(KafkaError) {
        let configuration = ClientConfiguration(
            role: .admin, bootstrap: bootstrap, clientID: clientID, properties: properties)
        handle = try Handle(configuration, events: 0, logger: logger)
        self.bootstrap = bootstrap
        self.properties = properties
        self.logger = logger
    }

    /// All topics, by name, with the number of their partitions.
    package func topics(timeout: Duration) throws(KafkaError) -> [TopicInfo] {
        var found: UnsafePointer<rd_kafka_metadata>?
        let code = rd_kafka_metadata(handle.pointer, 1, nil, &found, timeout.milliseconds)
        guard code == RD_KAFKA_RESP_ERR_NO_ERROR, let found else { throw KafkaError(code, operation: "list topics") }
        defer { rd_kafka_metadata_destroy(found) }
        return (0..<Int(found.pointee.topic_cnt)).map { index in
            let topic = found.pointee.topics[index]
            return TopicInfo(name: topic.topic.map { String(cString: $0) } ?? "", partitions: topic.partition_cnt)
        }.sorted { $0.name < $1.name }
    }

    /// The cluster's identifier; nil if the broker gives none in time.
    package func clusterID(timeout: Duration) -> String? {
        guard let text = rd_kafka_clusterid(handle.pointer, timeout.milliseconds) else { return nil }
        defer { rd_kafka_mem_free(handle.pointer, text) }
        return String(cString: text)
    }

    /// Whether this is the embedded broker, which makes its topics itself. Blocks until a broker answers or in vain.
    package func isEmbeddedBroker(timeout: Duration) -> Bool { AdminCalls.isEmbedded(handle, timeout: timeout) }

    /// The offset of the oldest record and the one the next record will get.
    package func watermarks(
        _ partition: TopicPartition, timeout: Duration
    ) throws(KafkaError) -> (low: Int64, high: Int64) {
        var low: Int64 = 0
        var high: Int64 = 0
        let code = rd_kafka_query_watermark_offsets(
            handle.pointer, partition.topic, partition.partition, &low, &high, timeout.milliseconds)
        guard code == RD_KAFKA_RESP_ERR_NO_ERROR else {
            throw KafkaError(code, operation: "watermarks of \(partition)")
        }
        return (low, high)
    }

    /// Throws `.topicExists` if it stands already, `.unsupported` on the embedded broker (it makes its topics itself).
    package func createTopic(
        _ name: String, partitions: Int32, replication: Int32 = 1, configuration: [String: String] = [:],
        timeout: Duration = .seconds(10)
    ) throws(KafkaError) {
        let operation = "create topic \(name)"
        let (made, text) = withErrorText { rd_kafka_NewTopic_new(name, partitions, replication, $0, $1) }
        guard let made else { throw KafkaError(.configuration, operation: operation, detail: text) }
        defer { rd_kafka_NewTopic_destroy(made) }
        for (key, value) in configuration.sorted(by: { $0.key < $1.key }) {
            rd_kafka_NewTopic_set_config(made, key, value)
        }
        try AdminCalls.answer(handle, RD_KAFKA_ADMIN_OP_CREATETOPICS, operation: operation, timeout: timeout) {
            options, queue in
            var list: [OpaquePointer?] = [made]
            rd_kafka_CreateTopics(handle.pointer, &list, 1, options, queue)
        } read: { event throws(KafkaError) in
            var count = 0
            let results = rd_kafka_CreateTopics_result_topics(rd_kafka_event_CreateTopics_result(event), &count)
            try AdminCalls.check(results, count, operation: operation)
        }
    }

    /// For tests of recreated topics; `.unsupported` on the embedded broker.
    package func deleteTopic(_ name: String, timeout: Duration = .seconds(10)) throws(KafkaError) {
        let operation = "delete topic \(name)"
        guard let made = rd_kafka_DeleteTopic_new(name) else {
            throw KafkaError(.configuration, operation: operation, detail: "the name can't be used")
        }
        defer { rd_kafka_DeleteTopic_destroy(made) }
        try AdminCalls.answer(handle, RD_KAFKA_ADMIN_OP_DELETETOPICS, operation: operation, timeout: timeout) {
            options, queue in
            var list: [OpaquePointer?] = [made]
            rd_kafka_DeleteTopics(handle.pointer, &list, 1, options, queue)
        } read: { event throws(KafkaError) in
            var count = 0
            let results = rd_kafka_DeleteTopics_result_topics(rd_kafka_event_DeleteTopics_result(event), &count)
            try AdminCalls.check(results, count, operation: operation)
        }
    }

    /// Cuts each partition before the given offset; `.unsupported` on the embedded broker.
    package func deleteRecords(
        before offsets: [TopicPartition: Int64], timeout: Duration = .seconds(10)
    ) throws(KafkaError) {
        let list = PartitionList(offsets)
        guard let made = rd_kafka_DeleteRecords_new(list.pointer) else { return }
        defer { rd_kafka_DeleteRecords_destroy(made) }
        try AdminCalls.answer(
            handle, RD_KAFKA_ADMIN_OP_DELETERECORDS, operation: "delete records", timeout: timeout
        ) { options, queue in
            var list: [OpaquePointer?] = [made]
            rd_kafka_DeleteRecords(handle.pointer, &list, 1, options, queue)
        } read: { event throws(KafkaError) in
            let result = rd_kafka_event_DeleteRecords_result(event)
            guard let cut = rd_kafka_DeleteRecords_result_offsets(result) else { return }
            for element in PartitionList.elements(of: UnsafeMutablePointer(mutating: cut))
            where element.error != RD_KAFKA_RESP_ERR_NO_ERROR {
                throw KafkaError(element.error, operation: "delete records of \(element.partition)")
            }
        }
    }
}

package struct TopicInfo: Hashable, Sendable {
    package var name: String
    package var partitions: Int32

    package init(name: String, partitions: Int32) {
        self.name = name
        self.partitions = partitions
    }

    package var all: [TopicPartition] {
        (0..<max(0, partitions)).map { TopicPartition(topic: name, partition: $0) }
    }
}
