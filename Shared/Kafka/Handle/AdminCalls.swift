import CRDKafka

/// Requests of librdkafka's admin interface: each makes a queue, waits for its one answer, and frees all.
enum AdminCalls {
    /// Runs an admin request and reads its result event. Blocks up to `timeout` and a little more.
    static func answer<Result>(
        _ handle: Handle, _ kind: rd_kafka_admin_op_t, operation: String, timeout: Duration,
        request: (_ options: OpaquePointer?, _ queue: OpaquePointer) -> Void,
        read: (_ event: OpaquePointer) throws(KafkaError) -> Result
    ) throws(KafkaError) -> Result {
        if isEmbedded(handle, timeout: timeout) {
            throw KafkaError(
                .unsupported, operation: operation,
                detail: "the embedded broker makes its topics itself, at its start, and can't change them")
        }
        guard let queue = rd_kafka_queue_new(handle.pointer) else {
            throw KafkaError(.other, operation: operation, detail: "no queue could be made")
        }
        defer { rd_kafka_queue_destroy(queue) }
        let options = rd_kafka_AdminOptions_new(handle.pointer, kind)
        defer { if let options { rd_kafka_AdminOptions_destroy(options) } }
        let milliseconds = timeout.milliseconds
        _ = withErrorText { rd_kafka_AdminOptions_set_request_timeout(options, milliseconds, $0, $1) }
        request(options, queue)
        guard let event = rd_kafka_queue_poll(queue, milliseconds + 1000) else {
            throw KafkaError(RD_KAFKA_RESP_ERR__TIMED_OUT, operation: operation)
        }
        defer { rd_kafka_event_destroy(event) }
        let code = rd_kafka_event_error(event)
        guard code == RD_KAFKA_RESP_ERR_NO_ERROR else {
            throw KafkaError(
                code, operation: operation, detail: rd_kafka_event_error_string(event).map { String(cString: $0) })
        }
        return try read(event)
    }

    /// librdkafka's mock cluster leaves these requests unanswered; its cluster identifier gives it away.
    static func isEmbedded(_ handle: Handle, timeout: Duration) -> Bool {
        guard let text = rd_kafka_clusterid(handle.pointer, timeout.milliseconds) else { return false }
        defer { rd_kafka_mem_free(handle.pointer, text) }
        return String(cString: text).hasPrefix("mockCluster")
    }

    /// Throws the first error among the topics' own results.
    static func check(
        _ results: UnsafeMutablePointer<OpaquePointer?>?, _ count: Int, operation: String
    ) throws(KafkaError) {
        for index in 0..<count {
            guard let result = results?[index] else { continue }
            let code = rd_kafka_topic_result_error(result)
            guard code == RD_KAFKA_RESP_ERR_NO_ERROR else {
                throw KafkaError(
                    code, operation: operation,
                    detail: rd_kafka_topic_result_error_string(result).map { String(cString: $0) })
            }
        }
    }
}

extension Duration {
    /// As librdkafka takes timeouts.
    var milliseconds: Int32 { Int32(clamping: Int64(self / .milliseconds(1))) }
}
