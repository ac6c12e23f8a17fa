package import Kafka
package import Messages
package import Store
import Vocabulary

/// A journal entry as the record that is published: the same to the byte however often and whenever it is.
package enum JournalRecord {
    package static func produced(_ entry: JournalEntry, source: EventSource) throws -> ProducedRecord {
        // The cause goes out as it stands: read and written again it would be the same text.
        let envelope = Envelope(
            topic: entry.topic, key: entry.key, sequence: entry.sequence, type: entry.type,
            source: source.description, subject: entry.aggregate, time: Instant(milliseconds: entry.writtenAt),
            traceparent: entry.traceparent, correlation: entry.correlation,
            cause: .other(entry.cause), version: entry.version,
            extra: try ExtraHeaderText.decode(entry.extraHeaders))
        return ProducedRecord(
            topic: entry.topic, key: Array(entry.key.utf8), value: entry.payload,
            headers: envelope.headers.map { Header($0.name, $0.value) })
    }
}
