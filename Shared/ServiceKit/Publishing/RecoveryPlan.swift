package import Messages
package import Store
import Vocabulary

/// What only the own topics still have, put in an order in which it can be taken over. Pure.
///
/// An aggregate's events go by their version, a shared key's by their sequence, and what neither binds by time: guarded
/// rows (a counter that one booking filled after another was cancelled) then see about the order they once saw.
package struct RecoveryPlan: Sendable {
    /// A record of an own topic, and what the journal has of it.
    package struct Found: Sendable {
        package enum Standing: Hashable, Sendable {
            case missing
            /// With this SHA-256; whether the row has still its payload.
            case journalled(sha256: [UInt8], isErased: Bool)
        }

        package var record: ReadRecord
        package var partition: Int32
        package var offset: Int64
        package var standing: Standing

        package init(record: ReadRecord, partition: Int32, offset: Int64, standing: Standing) {
            self.record = record
            self.partition = partition
            self.offset = offset
            self.standing = standing
        }
    }

    /// One event to be taken over.
    package struct Event: Hashable, Sendable {
        package var envelope: Envelope
        /// nil: only its tombstone is left; it is folded past.
        package var value: [UInt8]?
        /// A tombstone stands behind it: the row keeps the hash and no payload.
        package var isErased: Bool
        package var mark: Journal.Mark
    }

    package struct Erasure: Hashable, Sendable {
        package var key: KeyOfTopic
        package var sequence: Int64
    }

    /// In order of aggregate and version.
    package private(set) var events: [Event] = []
    /// Rows that were erased after the backup was made.
    package private(set) var erasures: [Erasure] = []
    /// Where rows that the journal has stand on the topics.
    package private(set) var marks: [Journal.Mark] = []
    /// Lines that forbid to take anything over: the topics and the store have parted.
    package private(set) var problems: [String] = []

    /// - Parameter found: in the order they were read, per partition.
    package init(_ found: [Found]) {
        var missing: [Erasure: Event] = [:]
        for one in found {
            let envelope = one.record.envelope
            let identity = Erasure(
                key: KeyOfTopic(topic: envelope.topic, key: envelope.key), sequence: envelope.sequence)
            let mark = Journal.Mark(
                topic: envelope.topic, key: envelope.key, sequence: envelope.sequence, partition: one.partition,
                offset: one.offset)
            switch one.standing {
            case .journalled(let hash, let isErased):
                marks.append(mark)
                if let value = one.record.value {
                    if ServiceKit.sha256(value) != hash {
                        problems.append(
                            "\(envelope.id) has other bytes than the journal: the store went on after the restore")
                    }
                } else if !isErased {
                    erasures.append(identity)
                }
            case .missing:
                guard var known = missing[identity] else {
                    missing[identity] = Event(
                        envelope: envelope, value: one.record.value, isErased: one.record.value == nil, mark: mark)
                    continue
                }
                // Published twice: a relay that slept. A tombstone counts wherever it stands.
                if let value = one.record.value {
                    if let earlier = known.value, earlier != value {
                        problems.append("\(envelope.id) stands twice with different bytes")
                    }
                    known.value = value
                } else {
                    known.isErased = true
                }
                known.mark = mark
                missing[identity] = known
            }
        }
        events = missing.values.sorted(by: Self.precedes)
        erasures.sort { $0.key == $1.key ? $0.sequence < $1.sequence : $0.key < $1.key }
    }

    private static func precedes(_ left: Event, _ right: Event) -> Bool {
        let (left, right) = (left.envelope, right.envelope)
        if !left.subject.isSameBytes(as: right.subject) { return left.subject.precedesByBytes(right.subject) }
        let (leftVersion, rightVersion): (Int64, Int64) = (left.version ?? 0, right.version ?? 0)
        if leftVersion != rightVersion { return leftVersion < rightVersion }
        if !left.topic.isSameBytes(as: right.topic) { return left.topic.precedesByBytes(right.topic) }
        return left.sequence < right.sequence
    }

    package var aggregates: Set<AggregateID> { Set(events.map { AggregateID($0.envelope.subject) }) }

    /// Where each aggregate and shared key stands in the store: what the plan's events must follow on without a hole.
    ///
    /// - Returns: one line for each that doesn't; empty when all can be taken over.
    package func holes(after versions: [AggregateID: Int64]) -> [String] {
        var lines: [String] = []
        var last = versions
        var broken: Set<AggregateID> = []
        for event in events {
            let subject = AggregateID(event.envelope.subject)
            guard !broken.contains(subject) else { continue }
            let expected = (last[subject] ?? 0) + 1
            guard event.envelope.version == expected else {
                broken.insert(subject)
                let found = event.envelope.version.map { "version \($0)" } ?? "no version"
                lines.append(
                    "\(event.envelope.id): aggregate \(subject.text) needs version \(expected), the topic has \(found)")
                continue
            }
            last[subject] = expected
        }
        return lines
    }
}

/// The order of taking over. Pure: hands out events whose turn has come, and hears what became of them.
package struct RecoveryOrder: Sendable {
    private var queues: [AggregateID: ArraySlice<RecoveryPlan.Event>]
    /// The first events of aggregates, latest first, so that the earliest is taken from the end.
    private var ready: [RecoveryPlan.Event] = []
    /// Refused by a guarded row, or ahead of its shared key: tried again once another was taken over.
    private var waiting: [RecoveryPlan.Event] = []
    private var hasProgressed = false

    package init(_ plan: RecoveryPlan) {
        queues = Dictionary(grouping: plan.events) { AggregateID($0.envelope.subject) }.mapValues { $0[...] }
        ready = queues.values.compactMap(\.first)
        sort()
    }

    /// nil: all were taken over, or what is left can't be (`left`).
    package mutating func next() -> RecoveryPlan.Event? {
        if ready.isEmpty, hasProgressed {
            hasProgressed = false
            ready = waiting
            waiting = []
            sort()
        }
        return ready.popLast()
    }

    package mutating func took(_ event: RecoveryPlan.Event) {
        hasProgressed = true
        let subject = AggregateID(event.envelope.subject)
        queues[subject]?.removeFirst()
        guard let following = queues[subject]?.first else { return }
        let place = ready.partitioningIndex { Self.precedes($0, following) }
        ready.insert(following, at: place)
    }

    package mutating func putOff(_ event: RecoveryPlan.Event) { waiting.append(event) }

    /// Events that nobody could take.
    package var left: [RecoveryPlan.Event] { waiting }

    private mutating func sort() { ready.sort { Self.precedes($1, $0) } }

    private static func precedes(_ left: RecoveryPlan.Event, _ right: RecoveryPlan.Event) -> Bool {
        let (left, right) = (left.envelope, right.envelope)
        if left.time != right.time { return left.time < right.time }
        return left.subject.precedesByBytes(right.subject)
    }
}

extension Array {
    /// The first index whose element satisfies the predicate, in an array where all that do stand behind all that
    /// don't.
    fileprivate func partitioningIndex(_ isBehind: (Element) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if isBehind(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
