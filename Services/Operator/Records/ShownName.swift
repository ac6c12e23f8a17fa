import Messages
import Schemas

/// Keys as they are shown: where a topic's keys are functions, one that a single person holds keeps only its role
/// (SECURITY: "a function with a UAI is still personal data"). Whoever knows the key can still ask for it.
enum ShownName {
    static func key(_ key: String, topic: String) -> String {
        ProductTopic(name: topic).map { MessageMask.masked(key: key, topic: $0) } ?? key
    }

    /// What isn't UTF-8 is no function, and stays as it is.
    static func key(_ key: [UInt8], topic: String) -> [UInt8] {
        guard let text = String(validating: key, as: UTF8.self) else { return key }
        return Array(self.key(text, topic: topic).utf8)
    }

    static func cause(_ cause: Cause) -> Cause {
        guard case .record(let topic, let key, let sequence) = cause else { return cause }
        return .record(topic: topic, key: self.key(key, topic: topic), sequence: sequence)
    }

    /// With key, subject and cause as they are shown.
    static func envelope(_ envelope: Envelope) -> Envelope {
        var shown = envelope
        shown.key = key(envelope.key, topic: envelope.topic)
        shown.subject = key(envelope.subject, topic: envelope.topic)
        shown.cause = cause(envelope.cause)
        return shown
    }
}
