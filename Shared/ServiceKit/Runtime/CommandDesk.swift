import Foundation
import Metrics
package import Pages
import Store

/// Takes people's commands through the step. Blocks: call it on the blocking pool.
package final class CommandDesk<Definition: ServiceDefinition>: Sendable {
    package let step: Step<Definition>
    package let clock: ServiceClock
    private let onCommit: @Sendable () -> Void
    private let policy = RetryPolicy(first: .milliseconds(5), longest: .milliseconds(200))
    private let duration = MetricName.step.timer("command")
    private let accepted = MetricName.commands.counter("accepted")
    private let refused = MetricName.commands.counter("refused")
    private let repeated = MetricName.commands.counter("repeated")
    private let conflicts = MetricName.commands.counter("conflict")
    private let failed = MetricName.commands.counter("failed")

    package static var attempts: Int { 6 }

    private let canTakeCommands: @Sendable () -> Bool

    package init(
        step: Step<Definition>, clock: ServiceClock, canTakeCommands: @escaping @Sendable () -> Bool = { true },
        onCommit: @escaping @Sendable () -> Void
    ) {
        self.step = step
        self.canTakeCommands = canTakeCommands
        self.clock = clock
        self.onCommit = onCommit
    }

    /// Whether commands can be taken: the store is open, and the service doesn't stop.
    package var isOpen: Bool { canTakeCommands() }

    /// Takes a command; tries again where another transaction was in the way, since the idempotency key makes that
    /// safe.
    ///
    /// - Throws: `Problem` 503 where the store is away or this program can't handle it, and then nothing has happened.
    package func take(
        _ command: Command<Definition.Logic.Input>,
        reply: ([Definition.Logic.Event], Definition.Logic.State, Int64) throws -> Answer
    ) throws -> CommandOutcome {
        guard canTakeCommands() else {
            throw Problem.unavailable(.storeClosed, retryAfter: .seconds(2))
        }
        let began = ContinuousClock.now
        var attempt = 1
        while true {
            do {
                let outcome = try step.handle(command, at: clock.now, reply: reply)
                count(outcome)
                duration.recordNanoseconds((ContinuousClock.now - began).nanoseconds)
                return outcome
            } catch let error as StoreError where error.isRetriable && !error.isOutage && attempt < Self.attempts {
                WakeUp().wait(atMost: policy.delay(attempt: attempt, seed: UInt64(command.idempotencyKey.utf8.count)))
                attempt += 1
            } catch let error as StoreError where error.isRetriable {
                failed.increment()
                throw Problem.unavailable(.storeAway, retryAfter: .seconds(2))
            } catch is CannotHandle {
                failed.increment()
                throw Problem.unavailable(.programTooOld, retryAfter: .seconds(60))
            }
        }
    }

    private func count(_ outcome: CommandOutcome) {
        switch outcome {
        case .answered(let answer):
            (answer.status < 400 ? accepted : refused).increment()
            onCommit()
        case .again: repeated.increment()
        case .keyUsedForAnother, .stale: conflicts.increment()
        }
    }
}

extension CommandOutcome {
    /// The HTTP answer: the kept body, or the problem that says why nothing was done.
    package func response() throws -> PageResponse {
        switch self {
        case .answered(let answer), .again(let answer):
            // A refusal that was kept is a problem, as one that is thrown.
            let type = answer.status >= 400 ? Problem.mediaType : "application/json"
            return PageResponse(
                status: answer.status, headers: ["content-type": type], body: Data(answer.body))
        case .keyUsedForAnother:
            throw Problem.conflict(.keyUsed)
        case .stale(let current):
            throw Problem.conflict(.revisionNow(current))
        }
    }
}

extension CommandDesk {
    /// An aggregate's state and revision as they stand, without a lock; nil where nothing has happened to it.
    package func state(of aggregate: String) throws -> (state: Definition.Logic.State, revision: Int64)? {
        guard canTakeCommands() else {
            throw Problem.unavailable(.storeClosed, retryAfter: .seconds(2))
        }
        guard let row = try step.database.read({ try Aggregates.read(aggregate, in: $0) }), let bytes = row.state else {
            return nil
        }
        return (try StateCoding.decode(Definition.Logic.State.self, from: bytes), row.version)
    }
}
