import CRDKafka

/// The calls that put records into librdkafka's queue and take them out again.
enum ProducerQueue {
    static let events = RD_KAFKA_EVENT_DR | RD_KAFKA_EVENT_ERROR | RD_KAFKA_EVENT_STATS

    /// nil: librdkafka has the record, and the completion until its report.
    static func enqueue(_ record: ProducedRecord, _ completion: Completion, on handle: Handle) -> KafkaError? {
        let headers = Headers.make(record.headers)
        let opaque = Unmanaged.passRetained(completion)
        let code = withBytes(of: record.key) { key, keySize in
            withBytes(of: record.value) { value, valueSize in
                alp_kafka_produce(
                    handle.pointer, record.topic, key, keySize, value, valueSize, headers, opaque.toOpaque())
            }
        }
        if code == RD_KAFKA_RESP_ERR_NO_ERROR { return nil }
        opaque.release()
        if let headers { rd_kafka_headers_destroy(headers) }
        if code == RD_KAFKA_RESP_ERR__FATAL, let fatal = handle.fatalError { return fatal }
        return KafkaError(code, operation: "send to \(record.topic)")
    }

    /// Throws out what is queued and what is on its way; each record gets its report.
    static func purge(_ handle: Handle) {
        rd_kafka_purge(handle.pointer, RD_KAFKA_PURGE_F_QUEUE | RD_KAFKA_PURGE_F_INFLIGHT)
    }

    /// Ends a poll that waits.
    static func wake(_ handle: Handle) {
        guard let queue = rd_kafka_queue_get_main(handle.pointer) else { return }
        rd_kafka_queue_yield(queue)
        rd_kafka_queue_destroy(queue)
    }
}
