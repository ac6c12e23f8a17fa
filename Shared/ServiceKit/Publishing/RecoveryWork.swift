import Deciding
import Messages
import Store
import Vocabulary

/// The one transaction of a recovery. Made, run and finished inside it.
struct RecoveryWork<Definition: ServiceDefinition> {
    private let step: Step<Definition>
    private let plan: RecoveryPlan
    private let transaction: any Transaction
    private let now: Instant
    private var rows: [AggregateID: AggregateRow] = [:]
    private var states: [AggregateID: Definition.Logic.State] = [:]
    private var heads: [KeyOfTopic: HeadRow] = [:]
    private var entries: [JournalEntry] = []
    /// What caused an aggregate's last event, and when: a step's events share both.
    private var lastStep: [AggregateID: (cause: Cause, time: Instant)] = [:]

    init(
        _ step: Step<Definition>, _ plan: RecoveryPlan, in transaction: any Transaction, now: Instant
    ) throws {
        self.step = step
        self.plan = plan
        self.transaction = transaction
        self.now = now
        for row in try Aggregates.lock(plan.aggregates.sorted().map(\.text), in: transaction) {
            rows[AggregateID(row.id)] = row
            states[AggregateID(row.id)] =
                try row.state.map { try StateCoding.decode(Definition.Logic.State.self, from: $0) }
                ?? step.definition.decider.initial
        }
        let shared = Set(
            plan.events.filter { step.definition.sharedTopics.contains($0.envelope.topic) }
                .map { KeyOfTopic(topic: $0.envelope.topic, key: $0.envelope.key) })
        for head in try Heads.lock(shared.sorted(), in: transaction) { heads[head.key] = head }
    }

    mutating func run() throws {
        let holes = plan.holes(after: rows.mapValues(\.version))
        guard holes.isEmpty else { throw RecoveryRefused(lines: holes) }
        var order = RecoveryOrder(plan)
        while let event = order.next() {
            if try take(event) { order.took(event) } else { order.putOff(event) }
        }
        guard order.left.isEmpty else {
            throw RecoveryRefused(
                lines: order.left.map {
                    "\($0.envelope.id) can't be taken over: a row of the service's own tables, or its shared key, refuses it"
                })
        }
        for (id, state) in states { rows[id]?.state = try StateCoding.encode(state) }
        try Aggregates.save(rows.values.sorted { $0.id.precedesByBytes($1.id) }, in: transaction)
        try Heads.save(heads.values.sorted { $0.key < $1.key }, in: transaction)
        try Journal.append(entries, in: transaction)
        try Journal.erase(
            plan.erasures.map { ($0.key, $0.sequence) }
                + plan.events.filter(\.isErased).map {
                    (KeyOfTopic(topic: $0.envelope.topic, key: $0.envelope.key), $0.envelope.sequence)
                }, in: transaction)
        try Journal.mark(plan.marks + plan.events.map(\.mark), in: transaction)
    }

    /// False: not its turn, or a guarded row says no; nothing has changed.
    private mutating func take(_ event: RecoveryPlan.Event) throws -> Bool {
        let envelope = event.envelope
        let aggregate = AggregateID(envelope.subject)
        guard var row = rows[aggregate], let before = states[aggregate] else { return false }
        let key = KeyOfTopic(topic: envelope.topic, key: envelope.key)
        var own: [UInt8]? = event.value
        var finished: Reopened?
        if var head = heads[key] {
            guard head.next == envelope.sequence else { return false }
            if let finisher = step.definition.finisher(for: envelope.topic), let value = event.value {
                let reopened = try finisher.reopen(value, extraHeaders: envelope.extra, type: envelope.type, head: head)
                own = reopened.payload
                head.memory = reopened.memory
                finished = reopened
            }
            head.next += 1
            guard try project(event, own, before) else { return false }
            heads[key] = head
        } else {
            guard envelope.key.isSameBytes(as: envelope.subject),
                envelope.sequence == (row.heads[envelope.topic] ?? 0) + 1
            else {
                throw RecoveryRefused(lines: [
                    "\(envelope.id) comes after sequence \(row.heads[envelope.topic] ?? 0): the topic has a hole"
                ])
            }
            guard try project(event, own, before) else { return false }
            row.heads[envelope.topic] = envelope.sequence
        }
        row.version += 1
        rows[aggregate] = row
        if let own { states[aggregate] = try fold(before, own, envelope.type) }
        entries.append(
            JournalEntry(
                topic: envelope.topic, key: envelope.key, sequence: envelope.sequence, aggregate: envelope.subject,
                version: row.version, type: envelope.type, payload: event.value, event: finished?.payload,
                sha256: event.value.map { sha256($0) } ?? [],
                extraHeaders: try ExtraHeaderText.encode(envelope.extra), cause: envelope.cause.text,
                correlation: envelope.correlation, traceparent: envelope.traceparent,
                writtenAt: envelope.time.milliseconds))
        try remember(envelope)
        if let own {
            try setTimers(after: try step.definition.event(type: envelope.type, payload: own), envelope.subject)
        }
        return true
    }

    private func fold(
        _ state: Definition.Logic.State, _ payload: [UInt8], _ type: String
    ) throws -> Definition.Logic.State {
        step.definition.decider.evolve(state, by: try step.definition.event(type: type, payload: payload))
    }

    /// The service's own tables. False: a guarded row refused, and the tables are as they were.
    private func project(
        _ event: RecoveryPlan.Event, _ payload: [UInt8]?, _ before: Definition.Logic.State
    ) throws -> Bool {
        guard let payload else { return true }
        let envelope = event.envelope
        let decoded = try step.definition.event(type: envelope.type, payload: payload)
        try transaction.execute("SAVEPOINT taking_over")
        do {
            try step.definition.project(
                decoded, aggregate: envelope.subject, state: step.definition.decider.evolve(before, by: decoded),
                in: transaction)
            try transaction.execute("RELEASE SAVEPOINT taking_over")
            return true
        } catch let error as StoreError where error.kind == .guardRefused || error.kind == .alreadyThere {
            try transaction.execute("ROLLBACK TO SAVEPOINT taking_over")
            try transaction.execute("RELEASE SAVEPOINT taking_over")
            return false
        }
    }

    /// What caused a recovered event was handled: it must not be a second time. Once a step, before its timers: a timer
    /// that fired may have been set anew by the very events that it caused.
    private mutating func remember(_ envelope: Envelope) throws {
        let aggregate = AggregateID(envelope.subject)
        if let last = lastStep[aggregate], last.cause == envelope.cause, last.time == envelope.time { return }
        lastStep[aggregate] = (envelope.cause, envelope.time)
        switch envelope.cause {
        case .record(let topic, let key, let sequence):
            try Seen.advanceAtLeast(KeyOfTopic(topic: topic, key: key), to: sequence + 1, in: transaction)
        case .command(let key):
            try Commands.restore(key, status: 200, answer: Self.note, at: now.milliseconds, in: transaction)
        case .timer(let subject, let kind, let ordinal):
            try DueTimers.cancel(
                [DueTimer(subject: subject, kind: kind, ordinal: ordinal, dueAt: 0)], in: transaction)
        case .outside, .other:
            break
        }
    }

    /// Answered to whoever sends a recovered command again.
    private static var note: [UInt8] {
        Array(
            #"{"recovered":true,"detail":"This request was taken before the store was restored from a backup. Look at the object to see what came of it."}"#
                .utf8)
    }

    private func setTimers(after event: Definition.Logic.Event, _ subject: String) throws {
        for change in step.definition.timers(after: event, aggregate: subject) {
            switch change {
            case .set(let kind, let ordinal, let at):
                try DueTimers.set(
                    [DueTimer(subject: subject, kind: kind, ordinal: ordinal, dueAt: at.milliseconds)],
                    in: transaction)
            case .cancel(let kind, let ordinal):
                try DueTimers.cancel(
                    [DueTimer(subject: subject, kind: kind, ordinal: ordinal, dueAt: 0)], in: transaction)
            }
        }
    }
}
