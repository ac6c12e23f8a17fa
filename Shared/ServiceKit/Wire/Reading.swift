package import Kafka
import Messages

/// A consumed record after a look at its headers, outside any transaction.
package enum Reading: Sendable {
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

    package var record: ConsumedRecord {
        switch self {
        case .ours(_, let record), .foreign(_, let record): record
        }
    }
}
