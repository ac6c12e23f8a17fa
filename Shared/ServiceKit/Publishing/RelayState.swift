package import Store

/// One round of the relay, pure: which entries to send, and after the delivery reports which to mark.
/// Order per key: a key stops at its first failure, and what follows is not marked, so that the next round sends it
/// again from there; readers pass over what they know (HEART: relay).
package struct RelayState: Sendable {
    private var delivered: [(entry: Int, mark: Journal.Mark)] = []
    private var firstFailure: [KeyOfTopic: Int] = [:]
    private let entries: [(key: KeyOfTopic, sequence: Int64)]
    package private(set) var outstanding: Int

    /// - Parameter entries: in the order they are sent; a key's in order of sequence.
    package init(_ entries: [(key: KeyOfTopic, sequence: Int64)]) {
        self.entries = entries
        outstanding = entries.count
    }

    /// Whether an entry is still to be handed to the producer, given what failed before it.
    package func mayBeSent(_ index: Int) -> Bool { firstFailure[entries[index].key] == nil }

    package mutating func delivered(_ index: Int, partition: Int32, offset: Int64) {
        outstanding -= 1
        let entry = entries[index]
        delivered.append(
            (
                index,
                Journal.Mark(
                    topic: entry.key.topic, key: entry.key.key, sequence: entry.sequence, partition: partition,
                    offset: offset)
            ))
    }

    /// Failed, or held back behind a failure.
    package mutating func failed(_ index: Int) {
        outstanding -= 1
        let key = entries[index].key
        firstFailure[key] = min(firstFailure[key] ?? index, index)
    }

    /// What may be marked once all reports are in: delivered, with nothing of its key failed before it.
    /// In the order of the entries, which is the order of their keys.
    package var marks: [Journal.Mark] {
        delivered.filter { $0.entry < firstFailure[entries[$0.entry].key] ?? .max }
            .sorted { $0.entry < $1.entry }.map(\.mark)
    }

    package var failedKeys: Int { firstFailure.count }
}
