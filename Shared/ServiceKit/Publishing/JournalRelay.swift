import Foundation
package import Kafka
import Logging
package import Messages
package import Store

/// Publishes the journal: reads what isn't published, sends it in order per key, waits for the delivery reports, then
/// marks (HEART: relay). One instance at a time, by a lease that only saves work: a relay that slept may publish late
/// or twice, and readers pass over what they know.
///
/// `round` blocks its thread for as long as the broker takes.
package final class JournalRelay: Sendable {
    package struct Outcome: Hashable, Sendable {
        package var published = 0
        package var failed = 0
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

    /// - Parameter limit: entries a round; a round's end waits for the slowest acknowledgement.
    package init(
        database: any Database, producer: KafkaProducer, source: EventSource, instance: String,
        crash: CrashPoints = .none, limit: Int = 4000
    ) {
        self.database = database
        self.producer = producer
        self.source = source
        self.instance = instance
        self.crash = crash
        self.limit = limit
    }

    /// One round. Throws `StoreError`, or a `KafkaError` that is fatal for the producer.
    ///
    /// - Parameters:
    ///   - now: milliseconds since 1970, for the lease.
    ///   - deadline: gives up waiting for reports then; what is reported later is sent again by another round.
    package func round(now: Int64, isStopping: @Sendable () -> Bool) throws -> Outcome {
        var outcome = Outcome()
        let work = try database.transaction { transaction -> (entries: [JournalEntry], edition: String)? in
            guard
                try Leases.take("relay", owner: instance, now: now, term: Self.leaseTerm, in: transaction)
            else { return nil }
            let entries = try Journal.unpublished(limit: limit, in: transaction)
            return (entries, entries.isEmpty ? "" : try Journal.edition(in: transaction))
        }
        guard let (entries, edition) = work else {
            outcome.isIdle = true
            return outcome
        }
        guard !entries.isEmpty else { return outcome }
        let round = RoundInFlight(entries)
        for (index, entry) in entries.enumerated() {
            guard round.mayBeSent(index) else {
                round.failed(index)
                continue
            }
            do {
                try producer.send(try JournalRecord.produced(entry, source: source)) { result in
                    switch result {
                    case .success(let delivery): round.delivered(index, delivery)
                    case .failure: round.failed(index)
                    }
                }
            } catch {
                round.failed(index)
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
        return outcome
    }

    /// Lets another instance begin at once.
    package func release() {
        _ = try? database.transaction { try Leases.release("relay", owner: instance, in: $0) }
    }
}

/// `RelayState` behind a lock: reports come on the producer's thread while the relay's waits.
private final class RoundInFlight: @unchecked Sendable {
    // Unchecked: `state` is read and written under the condition's lock alone.
    private let condition = NSCondition()
    private var state: RelayState

    init(_ entries: [JournalEntry]) {
        state = RelayState(entries.map { (KeyOfTopic(topic: $0.topic, key: $0.key), $0.sequence) })
    }

    func mayBeSent(_ index: Int) -> Bool { locked { $0.mayBeSent(index) } }
    func delivered(_ index: Int, _ delivery: Delivery) {
        locked { $0.delivered(index, partition: delivery.partition, offset: delivery.offset) }
    }
    func failed(_ index: Int) { locked { $0.failed(index) } }
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
