import CRDKafka
import Logging
import Synchronization

/// Owns a `rd_kafka_t`: made once, destroyed once.
///
/// `@unchecked Sendable` holds because librdkafka's handle may be used from any thread (INTRODUCTION.md, "Threads and
/// callbacks"), the pointer never changes, and the flag is behind a lock.
final class Handle: @unchecked Sendable {
    let pointer: OpaquePointer
    let context: CallbackContext
    private let isDestroyed = Mutex(false)
    private let preparedTopics = Mutex<[String: OpaquePointer]>([:])

    /// `events` are served from the main queue as events, and no callbacks are installed but the log's; nil installs
    /// the callbacks that polls serve. Throws `.configuration`.
    init(_ configuration: ClientConfiguration, events: Int32? = nil, logger: Logger) throws(KafkaError) {
        Allocator.prepared
        var logger = logger
        logger[metadataKey: "kafka_client"] = .string(configuration.clientID)
        context = CallbackContext(logger: logger)
        let settings = try configuration.make()
        context.install(in: settings, polled: events == nil && configuration.role == .consumer)
        if let events { rd_kafka_conf_set_events(settings, events) }
        let type = [.consumer, .reader].contains(configuration.role) ? RD_KAFKA_CONSUMER : RD_KAFKA_PRODUCER
        let (made, text) = withErrorText { rd_kafka_new(type, settings, $0, $1) }
        guard let made else {
            rd_kafka_conf_destroy(settings)
            throw KafkaError(
                .configuration, operation: "start of the Kafka \(configuration.role.rawValue)", detail: text)
        }
        pointer = made
    }

    /// Blocks until librdkafka's threads have ended. Nothing may use the pointer any more.
    func destroy() {
        let isFirst = isDestroyed.withLock { destroyed in
            defer { destroyed = true }
            return !destroyed
        }
        guard isFirst else { return }
        preparedTopics.withLock { topics in
            for topic in topics.values { rd_kafka_topic_destroy(topic) }
            topics = [:]
        }
        rd_kafka_destroy(pointer)
    }

    /// Makes the topics known to librdkafka, which asks for the leaders of new ones once a second.
    func prepare(_ names: [String]) {
        preparedTopics.withLock { topics in
            for name in names where topics[name] == nil { topics[name] = rd_kafka_topic_new(pointer, name, nil) }
        }
    }

    /// The error that ended this client, if one did.
    var fatalError: KafkaError? {
        let (code, text) = withErrorText { rd_kafka_fatal_error(pointer, $0, $1) }
        guard code != RD_KAFKA_RESP_ERR_NO_ERROR else { return nil }
        var error = KafkaError(code, operation: "Kafka client", detail: text)
        error.kind = .fatal
        return error
    }

    deinit { destroy() }
}
