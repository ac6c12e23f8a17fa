import CRDKafka

/// Turns librdkafka's messages into records. Messages come in runs of one partition, so the partition's name is made
/// once a run and not once a record.
struct RecordReader {
    private var topic: OpaquePointer?
    private(set) var partition = TopicPartition(topic: "", partition: -1)

    /// Makes `partition` that of the message; says whether it changed.
    mutating func moveTo(_ message: UnsafeMutablePointer<rd_kafka_message_t>) -> Bool {
        if message.pointee.rkt == topic, message.pointee.partition == partition.partition { return false }
        topic = message.pointee.rkt
        partition = TopicPartition(
            topic: topic.flatMap { rd_kafka_topic_name($0) }.map { String(cString: $0) } ?? "",
            partition: message.pointee.partition)
        return true
    }

    /// Copies key, value and headers; the message stays the caller's. `moveTo` came before.
    func record(_ message: UnsafeMutablePointer<rd_kafka_message_t>) -> ConsumedRecord {
        var type = RD_KAFKA_TIMESTAMP_NOT_AVAILABLE
        let timestamp = rd_kafka_message_timestamp(message, &type)
        return ConsumedRecord(
            partition: partition, offset: message.pointee.offset,
            timestamp: type == RD_KAFKA_TIMESTAMP_NOT_AVAILABLE ? nil : timestamp,
            key: bytes(message.pointee.key, count: message.pointee.key_len),
            value: bytes(message.pointee.payload, count: message.pointee.len), headers: Headers.read(message))
    }

    static func error(_ message: UnsafeMutablePointer<rd_kafka_message_t>, operation: String) -> KafkaError {
        let text = rd_kafka_message_errstr(message).map { String(cString: $0) }
        return KafkaError(message.pointee.err, operation: operation, detail: text)
    }
}
