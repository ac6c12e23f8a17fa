import CRDKafka
import Foundation

/// Builds librdkafka's configuration object: our defaults, then a person's properties, then what the guarantee rests
/// on.
struct ClientConfiguration {
    enum Role: String, Sendable {
        case producer, consumer, admin, reader
    }

    var role: Role
    var bootstrap: String
    var clientID: String
    var groupID: String?
    var properties: KafkaProperties

    /// Values that a person may override with a property.
    var defaults: [String: String] {
        var values = [
            // How soon a client comes back after the broker was away.
            "reconnect.backoff.max.ms": "1000",
            "socket.keepalive.enable": "true",
            "topic.metadata.refresh.interval.ms": "10000",
            "statistics.interval.ms": "5000",
        ]
        switch role {
        case .producer:
            values["message.timeout.ms"] = "0"
            // Each millisecond of it is paid by every hop, and while requests are out records gather anyway: 0, 1 and 5
            // gave the same records a second here.
            values["linger.ms"] = "0"
            values["queue.buffering.max.kbytes"] = "65536"
        case .consumer:
            values["session.timeout.ms"] = "10000"
            // Bounds memory under a backlog. Not lower: a full fetch queue stops fetching for a whole second in 2.0.2,
            // so a second's worth and more must fit (upstream #2879). queued.min.messages is left alone for the same.
            values["queued.max.messages.kbytes"] = "32768"
        case .admin, .reader:
            values["statistics.interval.ms"] = "0"
        }
        return values
    }

    /// Values that nobody overrides.
    var fixed: [String: String] {
        var values = ["bootstrap.servers": bootstrap, "client.id": clientID]
        switch role {
        // An admin client writes no records: as an idempotent producer it would ask for an identifier, and need a
        // right.
        case .admin: break
        case .producer:
            for name in ["partitioner", "enable.idempotence", "acks"] { values[name] = PropertyRules.guaranteed[name] }
        case .consumer, .reader:
            for name in ["enable.auto.commit", "auto.offset.reset", "partition.assignment.strategy"] {
                values[name] = PropertyRules.guaranteed[name]
            }
            if role == .reader { values["enable.partition.eof"] = "true" }
        }
        if let groupID { values["group.id"] = groupID }
        return values
    }

    /// A new configuration object, owned by the caller. Throws `.configuration`.
    func make() throws(KafkaError) -> OpaquePointer {
        guard !bootstrap.isEmpty else {
            throw .property("bootstrap.servers", "is empty: give the broker's address as host:port")
        }
        guard let configuration = rd_kafka_conf_new() else {
            throw .property("the configuration", "could not be allocated")
        }
        do {
            for (name, value) in defaults where properties.values[name] == nil {
                try Self.set(name, value, in: configuration)
            }
            for (name, value) in properties.values.sorted(by: { $0.key < $1.key }) {
                // Whether the environment allows an insecure value was judged where the flag was read.
                try PropertyRules.check(name: name, value: value, allowInsecure: true)
                try Self.set(name, value, in: configuration)
            }
            for (name, value) in fixed { try Self.set(name, value, in: configuration) }
            try assertFixed(in: configuration)
        } catch {
            rd_kafka_conf_destroy(configuration)
            throw error
        }
        return configuration
    }

    /// Whether librdkafka knows the name and takes the value, without starting anything.
    static func judge(name: String, value: String) throws(KafkaError) {
        guard let scratch = rd_kafka_conf_new() else { return }
        defer { rd_kafka_conf_destroy(scratch) }
        try set(name, value, in: scratch)
    }

    private static func set(_ name: String, _ value: String, in configuration: OpaquePointer) throws(KafkaError) {
        let (result, text) = withErrorText { rd_kafka_conf_set(configuration, name, value, $0, $1) }
        switch result {
        case RD_KAFKA_CONF_OK: return
        case RD_KAFKA_CONF_UNKNOWN:
            let hint = nearestName(to: name, among: knownNames()).map { ". Maybe you meant \($0)" } ?? ""
            throw .property(name, "is not a property of librdkafka\(hint)")
        default:
            // librdkafka's text repeats the value.
            let secret = PropertyRules.isSecret(name)
            throw .property(
                name,
                secret ? "has a value that librdkafka refuses" : "is refused by librdkafka: \(text), given \"\(value)\""
            )
        }
    }

    /// Every name that this build of librdkafka knows, aliases too: from the table it prints, since its dump of a
    /// configuration leaves out aliases (linger.ms is one) and what has no value yet.
    static func knownNames() -> Set<String> {
        var text: UnsafeMutablePointer<CChar>?
        var size = 0
        guard let stream = open_memstream(&text, &size) else { return [] }
        rd_kafka_conf_properties_show(stream)
        fclose(stream)
        defer { free(text) }
        guard let text else { return [] }
        // A line is "name | C/P/* | range | default | importance | description".
        let names = String(cString: text).split(separator: "\n").compactMap { line -> String? in
            let columns = line.split(separator: "|")
            guard columns.count >= 5 else { return nil }
            let name = columns[0].trimmingCharacters(in: .whitespaces)
            return name.isEmpty || name == "Property" || name.allSatisfy { $0 == "-" } ? nil : name
        }
        return Set(names)
    }

    /// Reads back what the guarantee rests on: the last word is librdkafka's, not ours.
    private func assertFixed(in configuration: OpaquePointer) throws(KafkaError) {
        for (name, expected) in fixed where PropertyRules.guaranteed[name] != nil {
            var buffer = [CChar](repeating: 0, count: 256)
            var size = buffer.count
            let result = rd_kafka_conf_get(configuration, name, &buffer, &size)
            let value = String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
            // acks is a number inside librdkafka: all reads back as -1.
            guard result == RD_KAFKA_CONF_OK, value == expected || (name == "acks" && value == "-1") else {
                throw .property(name, "reads back as '\(value)' instead of '\(expected)'")
            }
        }
    }
}

/// Runs a call of librdkafka that writes its complaint into a buffer.
func withErrorText<Result>(_ body: (UnsafeMutablePointer<CChar>?, Int) -> Result) -> (Result, String) {
    var buffer = [CChar](repeating: 0, count: 512)
    let result = buffer.withUnsafeMutableBufferPointer { body($0.baseAddress, $0.count) }
    let text = String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return (result, text)
}
