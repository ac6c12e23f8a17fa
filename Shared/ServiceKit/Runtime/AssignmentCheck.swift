package import Kafka
import Messages
package import Store

/// Whether the store's positions fit the topics that are there (HEART: on assignment). Asks the broker, and blocks the
/// calling thread for it.
package struct AssignmentCheck {
    private let look: any TopicLook
    private let identity: ServiceIdentity

    package init(look: any TopicLook, identity: ServiceIdentity) {
        self.look = look
        self.identity = identity
    }

    package struct Found {
        /// Where reading begins: at the store's positions that fit, and nowhere else.
        package var offsets: [TopicPartition: Int64] = [:]
        /// A line for each position that doesn't fit, or whose partition can't be judged: gone, or forbidden.
        package var lines: [KeyOfPartition: String] = [:]
    }

    /// Throws `KafkaError` where nothing can be judged now: the broker is away.
    package func check(_ positions: [KeyOfPartition: Position]) throws -> Found {
        var found = Found()
        var marks: [KeyOfPartition: (low: Int64, high: Int64)] = [:]
        var offsets: [TopicPartition: Int64] = [:]
        for (place, position) in positions.sorted(by: { $0.key < $1.key }) {
            do {
                let (low, high) = try look.watermarks(place.topicPartition)
                marks[place] = (low, high)
                if position.lastKey != nil, position.next > low, position.next <= high {
                    offsets[place.topicPartition] = position.next - 1
                }
            } catch let error as KafkaError where !error.isRetriable {
                found.lines[place] = Self.unreadable(place, error)
            }
        }
        let records = try look.records(at: offsets)
        for (place, (low, high)) in marks {
            guard let position = positions[place] else { continue }
            let line: String?
            switch records[place.topicPartition] {
            case .failure(let error)?:
                line = Self.unreadable(place, error)
            case .success(let record)?:
                line = PositionCheck(position, low: low, end: high, recordBefore: record.flatMap(named))
                    .line(for: place)
            case nil:
                line = PositionCheck(position, low: low, end: high, recordBefore: nil).line(for: place)
            }
            found.lines[place] = line
            if line == nil { found.offsets[place.topicPartition] = position.next }
        }
        return found
    }

    private func named(_ record: ConsumedRecord) -> (key: String, sequence: Int64)? {
        guard case .ours(let ours, _) = Reading(record, identity: identity) else { return nil }
        return (ours.envelope.key, ours.envelope.sequence)
    }

    private static func unreadable(_ place: KeyOfPartition, _ error: KafkaError) -> String {
        "\(place) can't be read: \(error)"
    }
}
