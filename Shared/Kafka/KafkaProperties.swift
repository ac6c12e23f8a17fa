import Foundation

/// Properties of librdkafka, passed through by name. librdkafka judges them when they are set and again when a client
/// starts; what the product's guarantee rests on can't be changed here (`PropertyRules`).
///
/// Printing never shows a secret's value.
package struct KafkaProperties: Hashable, Sendable {
    package var values: [String: String]

    package init(_ values: [String: String] = [:]) {
        self.values = values
    }

    /// Takes one `-X` flag: `name=value`, or `name=@file` for a value that stands in a file (a final line break is not
    /// part of it). `allowInsecure` is for development alone: it admits certificate checks that are switched off.
    ///
    /// Throws `.configuration` with one line that names the property, what is wrong, and the nearest known name.
    package mutating func set(_ assignment: String, allowInsecure: Bool = false) throws(KafkaError) {
        guard let equals = assignment.firstIndex(of: "="), equals != assignment.startIndex else {
            // The text may hold a secret that was meant for another flag, so it is not repeated.
            throw .property("a property", "is written name=value or name=@file")
        }
        let name = String(assignment[..<equals]).trimmingCharacters(in: .whitespaces)
        var value = String(assignment[assignment.index(after: equals)...])
        if value.hasPrefix("@") {
            value = try Self.contents(of: String(value.dropFirst()), for: name)
        } else if PropertyRules.isSecret(name) {
            throw .property(name, "is a secret and would be seen in the list of processes: write \(name)=@file")
        }
        try set(name, to: value, allowInsecure: allowInsecure)
    }

    /// Takes a property from a configuration file or the environment, where a secret may stand as it is.
    package mutating func set(_ name: String, to value: String, allowInsecure: Bool = false) throws(KafkaError) {
        try PropertyRules.check(name: name, value: value, allowInsecure: allowInsecure)
        try ClientConfiguration.judge(name: name, value: value)
        values[name] = value
    }

    /// The same properties with defaults for the embedded broker where nothing else was said: its Fetch answers only
    /// when its wait is over, so the wait is the latency of a hop.
    package func forEmbeddedBroker() -> KafkaProperties {
        KafkaProperties(["fetch.wait.max.ms": "5"].merging(values) { _, own in own })
    }

    private static func contents(of path: String, for name: String) throws(KafkaError) -> String {
        let bytes: Data
        do {
            bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        } catch {
            throw .property(name, "can't be read from the file \(path): \(error.localizedDescription)")
        }
        guard var text = String(bytes: bytes, encoding: .utf8) else {
            throw .property(name, "can't be read from the file \(path): it is not UTF-8")
        }
        if text.hasSuffix("\r\n") || text.hasSuffix("\n") { text.removeLast() }
        return text
    }
}

extension KafkaProperties: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String {
        values.sorted { $0.key < $1.key }
            .map { "\($0.key)=\(PropertyRules.isSecret($0.key) ? "(hidden)" : $0.value)" }
            .joined(separator: " ")
    }

    package var debugDescription: String { description }

    /// `dump` and string interpolation of a value that holds this one go through the mirror: they see no secret either.
    package var customMirror: Mirror { Mirror(self, children: ["values": description]) }
}

extension KafkaError {
    static func property(_ name: String, _ problem: String) -> KafkaError {
        KafkaError(.configuration, operation: "Kafka property", detail: "\(name) \(problem)")
    }
}
