import CRDKafka
package import Logging

/// Reads ranges of partitions without a group: for tools, the start-up comparison and tests. Blocks the calling thread;
/// one read at a time.
package final class PartitionReader {
    private let handle: Handle
    private let batchLimit = 500

    /// Throws `.configuration`.
    package init(
        bootstrap: String, clientID: String = "alp-reader", properties: KafkaProperties = KafkaProperties(),
        logger: Logger
    ) throws(KafkaError) {
        let configuration = ClientConfiguration(
            role: .reader, bootstrap: bootstrap, clientID: clientID, properties: properties)
        handle = try Handle(configuration, logger: logger)
    }

    /// Hands over the records from `from` up to and without `to`, in order. An empty range reads nothing.
    ///
    /// `timeout` is the longest wait without any record; when it is over before `to` was reached this throws
    /// `.timedOut`. Throws `.offsetOutOfRange` if `from` isn't there, and whatever the handler throws.
    package func read(
        _ partition: TopicPartition, from: Int64, to: Int64, timeout: Duration,
        handler: (ConsumedRecord) throws -> Void
    ) throws {
        try read([partition: from..<max(from, to)], timeout: timeout, handler: handler)
    }

    /// As above for several partitions at once; order holds within each partition.
    package func read(
        _ ranges: [TopicPartition: Range<Int64>], timeout: Duration, handler: (ConsumedRecord) throws -> Void
    ) throws {
        var open = ranges.filter { !$0.value.isEmpty }
        guard !open.isEmpty else { return }
        var lastRecord = ContinuousClock.now
        try follow(open.mapValues(\.lowerBound)) { event in
            switch event {
            case .record(let record):
                lastRecord = .now
                guard let range = open[record.partition] else { break }
                if range.contains(record.offset) { try handler(record) }
                if record.offset + 1 >= range.upperBound { open[record.partition] = nil }
            case .end(let partition, let offset):
                // Markers and compacted records can stand at the end of the range: no record comes for them.
                if let range = open[partition], offset >= range.upperBound { open[partition] = nil }
            case .idle:
                guard lastRecord.duration(to: .now) >= timeout else { break }
                throw KafkaError(
                    RD_KAFKA_RESP_ERR__TIMED_OUT,
                    operation: "read \(open.keys.sorted().map(\.description).joined(separator: ", "))")
            }
            return !open.isEmpty
        }
    }

    package enum Event: Sendable {
        case record(ConsumedRecord)
        /// All that stands in the partition was read; the next record will have this offset or a higher one.
        case end(TopicPartition, Int64)
        /// Nothing came for a moment (100 ms at most).
        case idle
    }

    /// Reads on from these offsets until the body answers false.
    package func follow(_ starts: [TopicPartition: Int64], _ body: (Event) throws -> Bool) throws {
        guard let queue = rd_kafka_queue_new(handle.pointer) else { return }
        var topics: [String: OpaquePointer] = [:]
        var running: [(topic: OpaquePointer, partition: Int32)] = []
        defer {
            for (topic, partition) in running { rd_kafka_consume_stop(topic, partition) }
            for topic in topics.values { rd_kafka_topic_destroy(topic) }
            rd_kafka_queue_destroy(queue)
        }
        for (partition, offset) in starts.sorted(by: { $0.key < $1.key }) {
            guard let topic = topics[partition.topic] ?? rd_kafka_topic_new(handle.pointer, partition.topic, nil) else {
                throw KafkaError(rd_kafka_last_error(), operation: "read \(partition)")
            }
            topics[partition.topic] = topic
            guard rd_kafka_consume_start_queue(topic, partition.partition, offset, queue) == 0 else {
                throw KafkaError(rd_kafka_last_error(), operation: "read \(partition)")
            }
            running.append((topic, partition.partition))
        }
        try loop(queue, starts, body)
    }

    private func loop(
        _ queue: OpaquePointer, _ starts: [TopicPartition: Int64], _ body: (Event) throws -> Bool
    ) throws {
        var reader = RecordReader()
        var messages = [UnsafeMutablePointer<rd_kafka_message_t>?](repeating: nil, count: batchLimit)
        while true {
            rd_kafka_poll(handle.pointer, 0)
            guard let first = rd_kafka_consume_queue(queue, 100) else {
                guard try body(.idle) else { return }
                continue
            }
            messages[0] = first
            let more = messages.withUnsafeMutableBufferPointer {
                rd_kafka_consume_batch_queue(queue, 0, $0.baseAddress?.advanced(by: 1), batchLimit - 1)
            }
            let count = 1 + max(0, more)
            defer { for index in 0..<count { rd_kafka_message_destroy(messages[index]) } }
            for index in 0..<count {
                guard let message = messages[index] else { continue }
                _ = reader.moveTo(message)
                guard try body(try Self.event(message, reader)) else { return }
            }
        }
    }

    private static func event(
        _ message: UnsafeMutablePointer<rd_kafka_message_t>, _ reader: RecordReader
    ) throws(KafkaError) -> Event {
        switch message.pointee.err {
        case RD_KAFKA_RESP_ERR_NO_ERROR: .record(reader.record(message))
        case RD_KAFKA_RESP_ERR__PARTITION_EOF: .end(reader.partition, message.pointee.offset)
        default: throw RecordReader.error(message, operation: "read \(reader.partition)")
        }
    }
}
