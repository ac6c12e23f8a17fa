import Kafka
import Messages
import Vocabulary

/// What a trace keeps of a record: who caused it and where it stands, and none of its value.
struct TraceRecord: Hashable {
    struct Identity: Hashable, Comparable {
        var topic: String
        var key: String
        var sequence: Int64

        static func < (left: Identity, right: Identity) -> Bool {
            (left.topic, left.key, left.sequence) < (right.topic, right.key, right.sequence)
        }
    }

    var identity: Identity
    var cause: Cause
    var time: Instant
    var type: String
    var subject: String
    var correlation: String?
    var partition: Int32
    var offset: Int64
    /// Bytes of the value; nil for a tombstone.
    var size: Int?
    /// Of value and headers, within this process: a record published again is the same to the byte (HEART).
    var fingerprint: Int

    init(_ envelope: Envelope, _ record: ConsumedRecord) {
        identity = Identity(topic: envelope.topic, key: envelope.key, sequence: envelope.sequence)
        cause = envelope.cause
        time = envelope.time
        type = envelope.type
        subject = envelope.subject
        correlation = envelope.correlation
        partition = record.partition.partition
        offset = record.offset
        size = record.value?.count
        var hasher = Hasher()
        hasher.combine(record.value)
        hasher.combine(record.headers)
        fingerprint = hasher.finalize()
    }

    /// The record that made its writer write this one; nil where it was a command, a timer, or outside.
    var causingRecord: Identity? {
        guard case .record(let topic, let key, let sequence) = cause else { return nil }
        return Identity(topic: topic, key: key, sequence: sequence)
    }

    /// Why it belongs to the key's path by itself; nil where only its cause can bring it in.
    func names(_ key: String) -> TracePath.Reason? {
        if identity.key == key { return .key }
        if subject == key { return .subject }
        return correlation == key ? .correlation : nil
    }
}
