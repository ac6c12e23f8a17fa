import CRDKafka
import Logging

/// What librdkafka's callbacks reach through the configuration's opaque pointer.
///
/// `@unchecked Sendable` holds because `logger`, which librdkafka's own threads use, never changes, and the closures
/// are set by the polling thread before its first poll and run only inside that thread's polls: librdkafka serves
/// rebalance, error, statistics and commit callbacks from the poll and close calls alone.
final class CallbackContext: @unchecked Sendable {
    let logger: Logger
    var onRebalance: ((rd_kafka_resp_err_t, UnsafeMutablePointer<rd_kafka_topic_partition_list_t>) -> Void)?
    var onError: ((rd_kafka_resp_err_t, String) -> Void)?
    var onStatistics: ((UnsafeRawBufferPointer) -> Void)?
    var onCommit: ((rd_kafka_resp_err_t) -> Void)?

    init(logger: Logger) {
        self.logger = logger
    }

    static func from(_ opaque: UnsafeMutableRawPointer?) -> CallbackContext? {
        opaque.map { Unmanaged<CallbackContext>.fromOpaque($0).takeUnretainedValue() }
    }

    /// Enters the callbacks into the configuration. The handle keeps this object alive until librdkafka is destroyed.
    func install(in configuration: OpaquePointer, polled: Bool) {
        rd_kafka_conf_set_opaque(configuration, Unmanaged.passUnretained(self).toOpaque())
        rd_kafka_conf_set_log_cb(configuration, LogBridge.callback)
        guard polled else { return }
        rd_kafka_conf_set_rebalance_cb(configuration) { _, code, partitions, opaque in
            guard let partitions else { return }
            CallbackContext.from(opaque)?.onRebalance?(code, partitions)
        }
        rd_kafka_conf_set_error_cb(configuration) { _, code, reason, opaque in
            let text = reason.map { String(cString: $0) } ?? ""
            CallbackContext.from(opaque)?.onError?(rd_kafka_resp_err_t(rawValue: code), text)
        }
        rd_kafka_conf_set_stats_cb(configuration) { _, json, size, opaque in
            CallbackContext.from(opaque)?.onStatistics?(UnsafeRawBufferPointer(start: json, count: size))
            return 0
        }
        rd_kafka_conf_set_offset_commit_cb(configuration) { _, code, _, opaque in
            CallbackContext.from(opaque)?.onCommit?(code)
        }
    }
}
