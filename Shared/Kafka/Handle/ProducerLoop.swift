import CRDKafka
import Dispatch
import Foundation
import Logging

/// What librdkafka carries for a record until its delivery report.
final class Completion {
    let call: @Sendable (Result<Delivery, KafkaError>) -> Void

    init(_ call: @escaping @Sendable (Result<Delivery, KafkaError>) -> Void) {
        self.call = call
    }
}

/// What the producer's thread and its callers share.
struct ProducerShared {
    var state = ProducerState()
    /// Tasks that wait for room in the queue. They are resumed, not blocked.
    var suspended: [CheckedContinuation<Void, Never>] = []
    var isStopped = false
}

/// The producer's own thread: serves delivery reports, errors and statistics as events (no C callback).
struct ProducerLoop {
    let handle: Handle
    let shared: Monitor<ProducerShared>
    let logger: Logger
    let onFatal: (@Sendable (KafkaError) -> Void)?
    var statistics: StatisticsBridge
    var outage = Outage()

    /// Until `isStopped`.
    mutating func run() {
        guard let queue = rd_kafka_queue_get_main(handle.pointer) else { return }
        defer { rd_kafka_queue_destroy(queue) }
        while !shared.withLock({ $0.isStopped }) {
            guard let event = rd_kafka_queue_poll(queue, 100) else {
                // Tasks that wait for room look again: they may have been cancelled meanwhile.
                release { _ in }
                continue
            }
            switch rd_kafka_event_type(event) {
            case RD_KAFKA_EVENT_DR: reports(event)
            case RD_KAFKA_EVENT_ERROR: error(event)
            case RD_KAFKA_EVENT_STATS: stats(event)
            default: break
            }
            rd_kafka_event_destroy(event)
        }
    }

    private mutating func reports(_ event: OpaquePointer) {
        var count = 0
        while let message = rd_kafka_event_message_next(event) {
            count += 1
            let code = message.pointee.err
            if code == RD_KAFKA_RESP_ERR_NO_ERROR, outage.isGoingOn { heard() }
            guard let opaque = message.pointee._private else { continue }
            let completion = Unmanaged<Completion>.fromOpaque(opaque).takeRetainedValue()
            if code == RD_KAFKA_RESP_ERR_NO_ERROR {
                completion.call(
                    .success(Delivery(partition: message.pointee.partition, offset: message.pointee.offset)))
            } else {
                let topic = message.pointee.rkt.flatMap { rd_kafka_topic_name($0) }.map { String(cString: $0) } ?? ""
                completion.call(.failure(KafkaError(code, operation: "send to \(topic)")))
            }
        }
        release { $0.reported(count) }
    }

    private mutating func error(_ event: OpaquePointer) {
        let code = rd_kafka_event_error(event)
        let text = rd_kafka_event_error_string(event).map { String(cString: $0) }
        if code == RD_KAFKA_RESP_ERR__FATAL || rd_kafka_event_error_is_fatal(event) != 0 {
            var error = handle.fatalError ?? KafkaError(code, operation: "Kafka producer", detail: text)
            error.kind = .fatal
            let fatal = error
            guard shared.withLock({ $0.state.failed(fatal) }) else { return }
            logger.critical("The producer is at its end: the process must be started anew", error: fatal)
            release { _ in }
            onFatal?(fatal)
            return
        }
        let error = KafkaError(code, operation: "Kafka producer", detail: text)
        if outage.failed(error) { logger.warning("No broker takes records now; what was sent waits", error: error) }
    }

    private mutating func stats(_ event: OpaquePointer) {
        guard let json = rd_kafka_event_stats(event) else { return }
        let document = statistics.take(UnsafeRawBufferPointer(start: json, count: strlen(json)), logger: logger)
        if let document, document.connectedBrokers > 0 { heard() }
    }

    private mutating func heard() {
        if outage.heard() { logger.notice("The brokers answer the producer again") }
    }

    /// Changes the state, then wakes whoever waits for room.
    private func release(_ change: (inout ProducerState) -> Void) {
        let suspended = shared.withLock(wakes: { _ in true }) { shared in
            change(&shared.state)
            defer { shared.suspended = [] }
            return shared.suspended
        }
        for continuation in suspended { continuation.resume() }
    }
}

extension Logger {
    func warning(_ message: Message, error: KafkaError) {
        log(level: .warning, message, metadata: error.metadata)
    }

    func critical(_ message: Message, error: KafkaError) {
        log(level: .critical, message, metadata: error.metadata)
    }
}

extension KafkaError {
    var metadata: Logger.Metadata { ["error": "\(detail)", "code": "\(name)", "operation": "\(operation)"] }
}
