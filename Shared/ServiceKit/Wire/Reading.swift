package import Kafka
import Messages
import Store

/// A consumed record after a look at its headers, outside any transaction.
///
/// Indirect: it is handed on several times, and holds some forty texts and arrays, each of which would be retained.
package indirect enum Reading: Sendable {
    case ours(ReadRecord, ConsumedRecord)
    /// Not one of ours: without our headers, of another writer or another environment (SECURITY). Kept and passed over.
    case foreign(reason: String, ConsumedRecord)

    package init(_ record: ConsumedRecord, identity: ServiceIdentity) {
        do {
            let envelope = try Envelope(
                topic: record.partition.topic, key: record.key,
                headers: record.headers.map { (name: $0.name, value: $0.value) })
            let expected = identity.expectedSource(on: record.partition.topic)
            guard envelope.source == expected else {
                self = .foreign(reason: "\(Envelope.Name.source) is not \(expected ?? "that of any writer")", record)
                return
            }
            self = .ours(ReadRecord(envelope: envelope, value: record.value), record)
        } catch {
            self = .foreign(reason: error.description, record)
        }
    }

    /// What it is a record of, where it is ours.
    var line: (key: KeyOfTopic, sequence: Int64)? {
        guard case .ours(let ours, _) = self else { return nil }
        return (KeyOfTopic(topic: ours.envelope.topic, key: ours.envelope.key), ours.envelope.sequence)
    }

    package var record: ConsumedRecord {
        switch self {
        case .ours(_, let record), .foreign(_, let record): record
        }
    }
}
