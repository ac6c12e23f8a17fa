import Deciding
package import Kafka
import Messages
import Store
package import Vocabulary

/// After a restored backup: takes over from the own topics what the store has lost, so that nothing that the world has
/// seen is decided a second time and otherwise (HEART: restored from a backup). Other instances are stopped first.
///
/// All in one transaction, or nothing: the start-up comparison reads from the highest mark on, so that a mark behind an
/// event that wasn't taken over would hide it for ever.
///
/// What comes back: journal rows with their bytes, states by the fold, the service's own tables by `project`, timers,
/// head rows with what their finisher remembers, `seen` behind each cause, taken commands. What can't, since no topic
/// has it: a row's actor, a command's answer and body (see `Commands.restore`), refusals, and events that were
/// journalled and never published: where another event stands behind one of those, the hole is told and nothing is
/// taken over.
package struct Recovery<Definition: ServiceDefinition>: Sendable {
    package struct Report: Hashable, Sendable {
        package var imported = 0
        package var erased = 0
        package var aggregates = 0
        /// Not empty: nothing was taken over.
        package var problems: [String] = []
    }

    private let step: Step<Definition>

    package init(step: Step<Definition>) { self.step = step }

    /// What the own topics have and the store hasn't, from records of our source alone.
    package func plan(_ records: [ConsumedRecord]) throws -> RecoveryPlan {
        try step.database.read { transaction in
            RecoveryPlan(
                try records.compactMap { record -> RecoveryPlan.Found? in
                    guard case .ours(let ours, _) = Reading(record, identity: step.identity) else { return nil }
                    let key = KeyOfTopic(topic: ours.envelope.topic, key: ours.envelope.key)
                    let entry = try Journal.entry(key, ours.envelope.sequence, in: transaction)
                    return RecoveryPlan.Found(
                        record: ours, partition: record.partition.partition, offset: record.offset,
                        standing: entry.map { .journalled(sha256: $0.sha256, isErased: $0.payload == nil) } ?? .missing)
                })
        }
    }

    /// Takes a plan over, with the operator's reason written down.
    ///
    /// - Throws: `StoreError`; then nothing has happened.
    package func run(_ plan: RecoveryPlan, actor: String, reason: String, at now: Instant) throws -> Report {
        var report = Report()
        report.problems = plan.problems
        guard report.problems.isEmpty else { return report }
        do {
            try step.database.transaction { transaction in
                var work = try RecoveryWork(step, plan, in: transaction, now: now)
                try work.run()
                try OperatorLog.record(
                    actor: actor, action: "recover", target: "\(plan.events.count) events", reason: reason,
                    at: now.milliseconds, in: transaction)
            }
            report.imported = plan.events.count
            report.erased = plan.erasures.count
            report.aggregates = plan.aggregates.count
        } catch let error as RecoveryRefused {
            report.problems = error.lines
        } catch let error as CannotHandle {
            report.problems = [error.reason]
        }
        return report
    }
}

/// Why a plan can't be taken over, a line each; rolls the transaction back.
struct RecoveryRefused: Error {
    var lines: [String]
}
