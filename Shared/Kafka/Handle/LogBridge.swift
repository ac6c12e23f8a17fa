import CRDKafka
import Logging

/// librdkafka's log lines into swift-log. Called on librdkafka's own threads.
enum LogBridge {
    /// Lines that repeat for as long as a broker is away: the client says that itself, once an outage.
    static let repeated: Set<String> = ["FAIL", "ERROR", "BROKERFAIL"]
    /// Advice on properties that concern the other kind of client: one set of properties serves all clients.
    static let advice: Set<String> = ["CONFWARN"]

    static let callback: @convention(c) (OpaquePointer?, Int32, UnsafePointer<CChar>?, UnsafePointer<CChar>?) -> Void =
        {
            handle, level, facility, text in
            guard let handle, let context = CallbackContext.from(rd_kafka_opaque(handle)), let text else { return }
            let facility = facility.map { String(cString: $0) } ?? ""
            context.logger.log(
                level: Self.level(syslog: level, facility: facility), "\(String(cString: text))",
                metadata: ["facility": .string(facility)])
        }

    static func level(syslog: Int32, facility: String) -> Logger.Level {
        if repeated.contains(facility) || advice.contains(facility) { return .debug }
        return switch syslog {
        case ...2: .critical
        case 3: .error
        case 4: .warning
        case 5: .notice
        case 6: .info
        default: .debug
        }
    }
}
