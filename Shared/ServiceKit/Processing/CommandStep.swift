package import Deciding
import Messages
import Store
package import Vocabulary

/// What a person asked, over HTTP.
package struct Command<Input: Sendable>: Sendable {
    /// Given by the client; the same key and body get the same answer.
    package var idempotencyKey: String
    /// SHA-256 of what was asked: method, path and body.
    package var bodySHA256: [UInt8]
    /// The aggregate whose revision the person saw, and which the answer is about.
    package var aggregate: String
    /// The revision the person saw; nil where the command creates, or doesn't depend on one.
    package var seenRevision: Int64?
    package var input: Input
    /// Role, function and person identifier, from the token and never from the body; never a name.
    package var actor: String
    package var correlation: String?
    package var traceparent: String?

    package init(
        idempotencyKey: String, bodySHA256: [UInt8], aggregate: String, seenRevision: Int64? = nil, input: Input,
        actor: String, correlation: String? = nil, traceparent: String? = nil
    ) {
        self.idempotencyKey = idempotencyKey
        self.bodySHA256 = bodySHA256
        self.aggregate = aggregate
        self.seenRevision = seenRevision
        self.input = input
        self.actor = actor
        self.correlation = correlation
        self.traceparent = traceparent
    }
}

/// An answer as it is kept and given again.
package struct Answer: Hashable, Sendable {
    /// The HTTP status. Refusals are kept as well; 5xx never are.
    package var status: Int
    /// The body, JSON.
    package var body: [UInt8]

    package init(status: Int, body: [UInt8]) {
        self.status = status
        self.body = body
    }
}

package enum CommandOutcome: Hashable, Sendable {
    case answered(Answer)
    /// The same command had been taken before: the answer that was kept.
    case again(Answer)
    /// The idempotency key was used for another command: refused, nothing done.
    case keyUsedForAnother
    /// The person saw an older revision than the one that stands: nothing done, nothing kept (409).
    case stale(current: Int64)
}

extension Step {
    /// A command is a step like a record's (HEART: command): key, lock, revision, decide, evolve, save, journal,
    /// answer. Once this returns `.answered` or `.again`, what the person is told stands in the journal.
    ///
    /// - Parameter reply: pure: the answer, from the events, the state and the revision that they led to.
    /// - Throws: `StoreError` (run it again: the key makes that safe), or `CannotHandle`, and nothing has happened.
    package func handle(
        _ command: Command<Definition.Logic.Input>, at now: Instant,
        reply: ([Definition.Logic.Event], Definition.Logic.State, Int64) throws -> Answer
    ) throws -> CommandOutcome {
        do {
            let outcome = try database.transaction { transaction in
                try handle(command, in: transaction, at: now, reply: reply)
            }
            try crash.at(.afterCommit)
            return outcome
        } catch StepError.staleRevision(_, let current) {
            return .stale(current: current)
        }
    }

    private func handle(
        _ command: Command<Definition.Logic.Input>, in transaction: any Transaction, at now: Instant,
        reply: ([Definition.Logic.Event], Definition.Logic.State, Int64) throws -> Answer
    ) throws -> CommandOutcome {
        switch try Commands.claim(
            command.idempotencyKey, bodySHA256: command.bodySHA256, at: now.milliseconds, in: transaction)
        {
        case .answered(let status, let body): return .again(Answer(status: Int(status), body: body))
        case .anotherBody: return .keyUsedForAnother
        case .new: break
        }
        let bench = Workbench(definition, in: transaction, now: now)
        try bench.lock(Set((definition.route(command.input) + [command.aggregate]).map(AggregateID.init)))
        try crash.at(.aggregatesLocked)
        let current = bench.version(of: command.aggregate)
        if let seen = command.seenRevision, seen != current {
            throw StepError.staleRevision(seen: seen, current: current)
        }
        let prepared = try bench.prepare(command.input)
        _ = try bench.apply(
            prepared,
            origin: Origin(
                cause: .command(idempotencyKey: command.idempotencyKey), actor: command.actor,
                correlation: command.correlation, traceparent: command.traceparent))
        let answer = try reply(
            prepared.events, bench.state(of: command.aggregate), bench.version(of: command.aggregate))
        precondition(answer.status < 500, "a 5xx answer is thrown, so that nothing of it is kept")
        _ = try bench.flush(crash)
        try Commands.answer(
            command.idempotencyKey, status: Int64(answer.status), answer: answer.body, in: transaction)
        try crash.at(.beforeCommit)
        return .answered(answer)
    }
}
