import Deciding
package import Kafka
import Messages
import Store
package import Vocabulary

/// After a restored backup: takes over from the own topics what the store has lost, so that nothing that the world has
/// seen is decided a second time and otherwise (HEART: restored from a backup). Other instances are stopped first.
///
/// The tail is imported per aggregate in order of the fold, state is folded anew, `seen` moves past the highest cause
/// of each input key, and commands that the journal shows get a kept answer that says so.
package struct Recovery<Definition: ServiceDefinition>: Sendable {
    package struct Report: Hashable, Sendable {
        package var imported = 0
        package var aggregates: Set<String> = []
        package var problems: [String] = []
    }

    private let step: Step<Definition>

    package init(step: Step<Definition>) { self.step = step }

    /// Records of own topics that the journal lacks, with our source alone, in order of (topic, key, sequence).
    package func missing(_ records: [ConsumedRecord]) throws -> [(ReadRecord, ConsumedRecord)] {
        try records.compactMap { record -> (ReadRecord, ConsumedRecord)? in
            guard case .ours(let ours, _) = Reading(record, identity: step.identity), ours.value != nil else {
                return nil
            }
            let key = KeyOfTopic(topic: ours.envelope.topic, key: ours.envelope.key)
            let entry = try step.database.read { try Journal.entry(key, ours.envelope.sequence, in: $0) }
            return entry == nil ? (ours, record) : nil
        }.sorted {
            let (left, right) = ($0.0.envelope, $1.0.envelope)
            return (left.topic, left.key, left.sequence) < (right.topic, right.key, right.sequence)
        }
    }

    /// Imports what is missing, one transaction an aggregate, with the operator's reason written down.
    package func run(
        _ records: [ConsumedRecord], actor: String, reason: String, at now: Instant
    ) throws -> Report {
        var report = Report()
        let missing = try missing(records)
        let byAggregate = Dictionary(grouping: missing) { $0.0.envelope.subject }
        for aggregate in byAggregate.keys.sorted(by: { $0.precedesByBytes($1) }) {
            // Of one aggregate the fold's order is the order in which its events were written: by time, then topic and
            // sequence. Events of one topic are exact; between topics of one aggregate the causes decide nothing.
            let tail = (byAggregate[aggregate] ?? []).sorted {
                let (left, right) = ($0.0.envelope, $1.0.envelope)
                return (left.time, left.topic, left.sequence) < (right.time, right.topic, right.sequence)
            }
            do {
                try step.database.transaction { try restore(aggregate, tail, at: now, in: $0) }
                report.imported += tail.count
                report.aggregates.insert(aggregate)
            } catch {
                report.problems.append("\(aggregate): \(CannotHandle.line(error))")
            }
        }
        try step.database.transaction {
            try OperatorLog.record(
                actor: actor, action: "recover", target: "\(report.imported) events", reason: reason,
                at: now.milliseconds, in: $0)
        }
        return report
    }

    private func restore(
        _ aggregate: String, _ tail: [(ReadRecord, ConsumedRecord)], at now: Instant, in transaction: any Transaction
    ) throws {
        guard var row = try Aggregates.lock([aggregate], in: transaction).first else { return }
        var state =
            try row.state.map { try StateCoding.decode(Definition.Logic.State.self, from: $0) }
            ?? step.definition.decider.initial
        var entries: [JournalEntry] = []
        var marks: [Journal.Mark] = []
        for (record, consumed) in tail {
            let envelope = record.envelope
            guard let payload = record.value else { continue }
            if !step.definition.sharedTopics.contains(envelope.topic) {
                guard envelope.sequence == (row.heads[envelope.topic] ?? 0) + 1 else {
                    throw CannotHandle("\(envelope.id) comes after a hole in the journal")
                }
                row.heads[envelope.topic] = envelope.sequence
            }
            row.version += 1
            state = step.definition.decider.evolve(
                state, by: try step.definition.event(type: envelope.type, payload: payload))
            entries.append(
                JournalEntry(
                    topic: envelope.topic, key: envelope.key, sequence: envelope.sequence, aggregate: aggregate,
                    version: row.version, type: envelope.type, payload: payload, sha256: sha256(payload),
                    extraHeaders: try ExtraHeaderText.encode(envelope.extra), cause: envelope.cause.text,
                    correlation: envelope.correlation, traceparent: envelope.traceparent,
                    writtenAt: envelope.time.milliseconds))
            marks.append(
                Journal.Mark(
                    topic: envelope.topic, key: envelope.key, sequence: envelope.sequence,
                    partition: consumed.partition.partition, offset: consumed.offset))
            try step.definition.project(
                try step.definition.event(type: envelope.type, payload: payload), aggregate: aggregate, state: state,
                in: transaction)
            try remember(envelope.cause, at: now, in: transaction)
        }
        row.state = try StateCoding.encode(state)
        try Aggregates.save([row], in: transaction)
        try Journal.append(entries, in: transaction)
        try Journal.mark(marks, in: transaction)
    }

    /// What caused a recovered event was handled: it must not be a second time.
    private func remember(_ cause: Cause, at now: Instant, in transaction: any Transaction) throws {
        switch cause {
        case .record(let topic, let key, let sequence):
            try Seen.advanceAtLeast(KeyOfTopic(topic: topic, key: key), to: sequence + 1, in: transaction)
        case .command(let key):
            try Commands.restore(
                key, bodySHA256: [], status: 200, answer: Array("{\"recovered\":true}".utf8), at: now.milliseconds,
                in: transaction)
        case .timer(let subject, let kind, let ordinal):
            try DueTimers.cancel(
                [DueTimer(subject: subject, kind: kind, ordinal: ordinal, dueAt: 0)], in: transaction)
        case .outside:
            break
        }
    }
}
