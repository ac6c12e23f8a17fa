import Foundation
package import Kafka
import Logging
package import Messages
package import Store
import Synchronization

/// Publishes the journal: reads what isn't published, sends it in order per key, waits for the delivery reports, then
/// marks (HEART: relay). One instance at a time, by a lease that only saves work: a relay that slept may publish late
/// or twice, and readers pass over what they know.
///
/// `round` blocks its thread for as long as the broker takes.
package final class JournalRelay: Sendable {
    package struct Outcome: Hashable, Sendable {
        package var published = 0
        package var failed = 0
        /// Why the first that failed did, without data.
        package var firstFailure: String?
        /// Another instance has the lease.
        package var isIdle = false

        package init() {}
    }

    package static let leaseTerm: Int64 = 10_000

    private let database: any Database
    private let producer: KafkaProducer
    private let source: EventSource
    private let instance: String
    private let crash: CrashPoints
    private let limit: Int
    private let onPublished: (@Sendable (JournalEntry) -> Void)?
    /// When the lease was last taken or renewed; nil while it isn't ours.
    private let leaseTaken = Mutex<Int64?>(nil)

    /// - Parameters:
    ///   - limit: entries a round; a round's end waits for the slowest acknowledgement.
    ///   - onPublished: told of each acknowledged entry, on the producer's thread.
    package init(
        database: any Database, producer: KafkaProducer, source: EventSource, instance: String,
        crash: CrashPoints = .none, limit: Int = 4000, onPublished: (@Sendable (JournalEntry) -> Void)? = nil
    ) {
        self.database = database
        self.producer = producer
        self.source = source
        self.instance = instance
        self.crash = crash
        self.limit = limit
        self.onPublished = onPublished
    }

    /// One round. Throws `StoreError`, or a `KafkaError` that is fatal for the producer.
    ///
    /// - Parameters:
    ///   - now: milliseconds since 1970, for the lease.
    ///   - deadline: gives up waiting for reports then; what is reported later is sent again by another round.
    package func round(now: Int64, isStopping: @Sendable () -> Bool) throws -> Outcome {
        var outcome = Outcome()
        guard try hasLease(at: now) else {
            outcome.isIdle = true
            return outcome
        }
        // Without a lock: on SQLite a batch of records can be committed meanwhile. The edition first: where the journal
        // is to be published again between the two, nothing is marked.
        let (edition, entries) = try database.read {
            (try Journal.standingEdition(in: $0), try Journal.unpublished(limit: limit, in: $0))
        }
        guard !entries.isEmpty else { return outcome }
        let round = RoundInFlight(entries)
        for (index, entry) in entries.enumerated() {
            guard round.mayBeSent(index) else {
                round.failed(index)
                continue
            }
            do {
                // The list is held and not the entry: a copy of it retains each of its texts.
                try producer.send(try JournalRecord.produced(entry, source: source)) { [onPublished] result in
                    switch result {
                    case .success(let delivery):
                        onPublished?(entries[index])
                        round.delivered(index, delivery)
                    case .failure(let error): round.failed(index, error.description)
                    }
                }
            } catch {
                round.failed(index, "\(entry.topic)/\(entry.sequence): " + CannotHandle.line(error))
            }
        }
        round.wait { isStopping() || producer.fatalError != nil }
        if let fatal = producer.fatalError { throw fatal }
        try crash.at(.published)
        let marks = round.marks
        let isMarked = try database.transaction { transaction in
            try crash.at(.beforeMark)
            return try Journal.mark(marks, ofEdition: edition, in: transaction)
        }
        try crash.at(.afterMark)
        outcome.published = isMarked ? marks.count : 0
        outcome.failed = entries.count - outcome.published
        outcome.firstFailure = round.firstFailure
        return outcome
    }

    /// Takes the lease, or renews it in the second half of its term: a commit less in most rounds.
    private func hasLease(at now: Int64) throws -> Bool {
        if let taken = leaseTaken.withLock({ $0 }), (0..<Self.leaseTerm / 2).contains(now - taken) { return true }
        let hasLease = try database.transaction { transaction in
            // Made here, so that a round only reads it.
            _ = try Journal.edition(in: transaction)
            return try Leases.take("relay", owner: instance, now: now, term: Self.leaseTerm, in: transaction)
        }
        leaseTaken.withLock { $0 = hasLease ? now : nil }
        return hasLease
    }

    /// Lets another instance begin at once.
    package func release() {
        leaseTaken.withLock { $0 = nil }
        _ = try? database.transaction { try Leases.release("relay", owner: instance, in: $0) }
    }
}

/// `RelayState` behind a lock: reports come on the producer's thread while the relay's waits.
private final class RoundInFlight: @unchecked Sendable {
    // Unchecked: `state` and `reason` are read and written under the condition's lock alone.
    private let condition = NSCondition()
    private var state: RelayState
    private var reason: String?

    init(_ entries: [JournalEntry]) {
        state = RelayState(entries.map { (KeyOfTopic(topic: $0.topic, key: $0.key), $0.sequence) })
    }

    func mayBeSent(_ index: Int) -> Bool { locked { $0.mayBeSent(index) } }
    func delivered(_ index: Int, _ delivery: Delivery) {
        locked { $0.delivered(index, partition: delivery.partition, offset: delivery.offset) }
    }
    /// - Parameter why: nil for one that is held back behind a failure.
    func failed(_ index: Int, _ why: String? = nil) {
        locked { state in
            state.failed(index)
            if reason == nil { reason = why }
        }
    }
    var firstFailure: String? { locked { _ in reason } }
    var marks: [Journal.Mark] { locked(\.marks) }

    private func locked<Result>(_ body: (inout RelayState) -> Result) -> Result {
        condition.lock()
        defer { condition.unlock() }
        let result = body(&state)
        if state.outstanding == 0 { condition.broadcast() }
        return result
    }

    /// Until every report is in, or the caller gives up.
    func wait(givingUp: () -> Bool) {
        condition.lock()
        defer { condition.unlock() }
        while state.outstanding > 0, !givingUp() {
            _ = condition.wait(until: Date(timeIntervalSinceNow: 0.1))
        }
    }
}
