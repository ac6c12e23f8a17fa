import CRDKafka
package import Logging

/// The ruler of the bench: librdkafka alone, consuming and producing what it consumed, without a store, a step or a
/// copy into Swift's values. Idempotent, acks=all. Blocks the calling thread.
package struct RawLoop {
    package struct Outcome: Sendable {
        package var records: Int
        /// From the first message read to the last acknowledgement.
        package var duration: Duration
    }

    private let consumer: Handle
    private let producer: Handle

    /// Throws `.configuration`.
    package init(bootstrap: String, properties: KafkaProperties, logger: Logger) throws(KafkaError) {
        // 64 MB as librdkafka has it: a full fetch queue would stop it for a second at a time.
        var reading = properties
        if reading.values["queued.max.messages.kbytes"] == nil {
            try reading.set("queued.max.messages.kbytes", to: "65536", allowInsecure: true)
        }
        var writing = properties
        if writing.values["linger.ms"] == nil { try writing.set("linger.ms", to: "5", allowInsecure: true) }
        consumer = try Handle(
            ClientConfiguration(
                role: .reader, bootstrap: bootstrap, clientID: "alp-bench-raw", groupID: "alp-bench-raw",
                properties: reading), logger: logger)
        producer = try Handle(
            ClientConfiguration(
                role: .producer, bootstrap: bootstrap, clientID: "alp-bench-raw", properties: writing),
            events: ProducerQueue.events, logger: logger)
    }

    /// Copies `records` records from the beginning of a topic to another.
    ///
    /// - Throws: `.timedOut` when nothing comes or is acknowledged for `patience`.
    package func run(
        from source: TopicInfo, to target: String, records: Int, patience: Duration = .seconds(20)
    ) throws(KafkaError) -> Outcome {
        producer.prepare([target])
        let list = PartitionList(Dictionary(uniqueKeysWithValues: source.all.map { ($0, 0) }))
        guard rd_kafka_assign(consumer.pointer, list.pointer) == RD_KAFKA_RESP_ERR_NO_ERROR,
            let queue = rd_kafka_queue_get_consumer(consumer.pointer),
            let reports = rd_kafka_queue_get_main(producer.pointer)
        else { throw KafkaError(.other, operation: "raw loop", detail: "librdkafka didn't begin") }
        defer {
            rd_kafka_queue_destroy(queue)
            rd_kafka_queue_destroy(reports)
        }
        var messages = [UnsafeMutablePointer<rd_kafka_message_t>?](repeating: nil, count: 500)
        var (read, acknowledged) = (0, 0)
        var started: ContinuousClock.Instant?
        var moved = ContinuousClock.now
        while acknowledged < records {
            if read < records {
                let count = messages.withUnsafeMutableBufferPointer {
                    rd_kafka_consume_batch_queue(queue, 10, $0.baseAddress, min($0.count, records - read))
                }
                if count > 0, started == nil { started = .now }
                for index in 0..<max(0, count) {
                    guard let message = messages[index] else { continue }
                    defer { rd_kafka_message_destroy(message) }
                    guard message.pointee.err == RD_KAFKA_RESP_ERR_NO_ERROR else { continue }
                    try produce(message, to: target, reports, &acknowledged)
                    read += 1
                    moved = .now
                }
            }
            if take(reports, wait: read < records ? 0 : 50, &acknowledged) { moved = .now }
            guard ContinuousClock.now - moved < patience else {
                throw KafkaError(
                    .timedOut, operation: "raw loop",
                    detail: "\(read) of \(records) records read, \(acknowledged) acknowledged, then nothing")
            }
        }
        return Outcome(records: acknowledged, duration: ContinuousClock.now - (started ?? .now))
    }

    private func produce(
        _ message: UnsafeMutablePointer<rd_kafka_message_t>, to target: String, _ reports: OpaquePointer,
        _ acknowledged: inout Int
    ) throws(KafkaError) {
        var headers: OpaquePointer?
        // Detached: they go on to the producer without a copy.
        _ = rd_kafka_message_detach_headers(message, &headers)
        while true {
            let code = alp_kafka_produce(
                producer.pointer, target, message.pointee.key, message.pointee.key_len, message.pointee.payload,
                message.pointee.len, headers, nil)
            if code == RD_KAFKA_RESP_ERR_NO_ERROR { return }
            guard code == RD_KAFKA_RESP_ERR__QUEUE_FULL else {
                if let headers { rd_kafka_headers_destroy(headers) }
                throw KafkaError(code, operation: "raw loop")
            }
            _ = take(reports, wait: 10, &acknowledged)
        }
    }

    /// Counts what was acknowledged; says whether there was anything.
    private func take(_ reports: OpaquePointer, wait: Int32, _ acknowledged: inout Int) -> Bool {
        let before = acknowledged
        while let event = rd_kafka_queue_poll(reports, acknowledged == before ? wait : 0) {
            defer { rd_kafka_event_destroy(event) }
            guard rd_kafka_event_type(event) == RD_KAFKA_EVENT_DR else { continue }
            while let message = rd_kafka_event_message_next(event) {
                if message.pointee.err == RD_KAFKA_RESP_ERR_NO_ERROR { acknowledged += 1 }
            }
        }
        return acknowledged > before
    }

    /// Ends both clients. Blocks.
    package func close() {
        consumer.destroy()
        producer.destroy()
    }
}
