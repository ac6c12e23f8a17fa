import Deciding
import Messages
import Store
import Vocabulary

/// The working set of one step's transaction: locked aggregates in memory, and what will be written at its end.
/// Lives on the thread and inside the transaction that made it.
final class Workbench<Definition: ServiceDefinition> {
    typealias Logic = Definition.Logic

    /// Where an input came from, as far as the journal keeps it.
    struct Origin {
        var cause: Cause
        var actor: String?
        var correlation: String?
        var traceparent: String?
    }

    /// A decision before anything of it is written.
    struct Prepared {
        fileprivate var parts: [Part]

        fileprivate struct Part {
            var aggregate: String
            var steps: [(event: Logic.Event, state: Logic.State, publication: Publication)]
        }

        var events: [Logic.Event] { parts.flatMap { $0.steps.map(\.event) } }
    }

    private struct Loaded {
        var row: AggregateRow
        var state: Logic.State?
        var isChanged = false
    }

    private struct Draft {
        var aggregate: String
        var version: Int64
        var topic: String
        var key: String
        /// nil until the head row is locked.
        var sequence: Int64?
        var type: String
        var payload: [UInt8]
        var origin: Origin
    }

    private let definition: Definition
    private let transaction: any Transaction
    private let now: Instant
    /// In the order of their bytes within each `lock`; a step locks once.
    private var loaded: [Loaded] = []
    private var places: [AggregateID: Int] = [:]
    private var drafts: [Draft] = []
    private var timerChanges: [(timer: DueTimer, isSet: Bool)] = []

    init(_ definition: Definition, in transaction: any Transaction, now: Instant) {
        self.definition = definition
        self.transaction = transaction
        self.now = now
    }

    /// Locks aggregates, all that the step may touch at once: sorted by bytes, so that no two steps wait for each
    /// other.
    func lock(_ ids: Set<AggregateID>) throws {
        let sorted = ids.filter { places[$0] == nil }.sorted()
        loaded.reserveCapacity(loaded.count + sorted.count)
        for (id, row) in zip(sorted, try Aggregates.lock(sorted.map(\.text), in: transaction)) {
            places[id] = loaded.count
            loaded.append(Loaded(row: row))
        }
    }

    /// Decides on an input for every aggregate that it is routed to. Writes nothing: a throw leaves no trace, so that
    /// the record can be parked and the batch goes on.
    func prepare(_ input: Logic.Input) throws -> Prepared {
        var parts: [Prepared.Part] = []
        for aggregate in routed(input) {
            var state = try state(of: aggregate)
            let world = try definition.world(for: input, aggregate: aggregate, in: transaction)
            let events = try definition.decider.decide(
                input, on: state, given: Facts(aggregate: aggregate, now: now, world: world))
            var steps: [(event: Logic.Event, state: Logic.State, publication: Publication)] = []
            for event in events {
                state = definition.decider.evolve(state, by: event)
                let publication = try definition.publication(of: event, aggregate: aggregate)
                try check(publication, of: aggregate)
                steps.append((event, state, publication))
            }
            parts.append(Prepared.Part(aggregate: aggregate, steps: steps))
        }
        return Prepared(parts: parts)
    }

    /// Once each, in the order of their bytes.
    private func routed(_ input: Logic.Input) -> [String] {
        let route = definition.route(input)
        return route.count < 2 ? route : Set(route.map(AggregateID.init)).sorted().map(\.text)
    }

    /// Takes a decision over into the working set, and writes the service's own tables. Answers how many events it had.
    func apply(_ prepared: Prepared, origin: Origin) throws -> Int {
        var count = 0
        for part in prepared.parts {
            guard let place = places[AggregateID(part.aggregate)] else { continue }
            for step in part.steps {
                loaded[place].row.version += 1
                loaded[place].state = step.state
                loaded[place].isChanged = true
                draft(step.publication, aggregate: &loaded[place].row, origin: origin)
                for change in definition.timers(after: step.event, aggregate: part.aggregate) {
                    timerChanges.append(timer(change, subject: part.aggregate))
                }
                count += 1
            }
            for step in part.steps {
                try definition.project(step.event, aggregate: part.aggregate, state: step.state, in: transaction)
            }
        }
        return count
    }

    func version(of aggregate: String) -> Int64 {
        places[AggregateID(aggregate)].map { loaded[$0].row.version } ?? 0
    }

    /// The state as this step has it.
    func state(of aggregate: String) throws -> Logic.State {
        guard let place = places[AggregateID(aggregate)] else {
            throw CannotHandle("aggregate is routed to and not locked")
        }
        if let state = loaded[place].state { return state }
        let state: Logic.State
        if let bytes = loaded[place].row.state {
            do {
                state = try StateCoding.decode(Logic.State.self, from: bytes)
            } catch {
                throw CannotHandle("this program can't read the state that a newer one wrote")
            }
        } else {
            state = definition.decider.initial
        }
        loaded[place].state = state
        return state
    }

    /// Writes what was decided, in the lock order: aggregates, heads, journal, timers.
    ///
    /// - Returns: how many events were journalled.
    func flush(_ crash: CrashPoints) throws -> Int {
        var changed: [AggregateRow] = []
        for entry in loaded where entry.isChanged {
            guard let state = entry.state else { continue }
            var row = entry.row
            row.state = try StateCoding.encode(state)
            changed.append(row)
        }
        try Aggregates.save(changed, in: transaction)
        try Journal.append(try finished(), in: transaction)
        try crash.at(.journalled)
        try writeTimers()
        return drafts.count
    }

    private func check(_ publication: Publication, of aggregate: String) throws {
        guard publication.payload.count <= Publication.largestPayload else {
            throw CannotHandle(
                "its \(publication.type) would have \(publication.payload.count) bytes, above \(Publication.largestPayload)"
            )
        }
        switch publication.destination {
        case .own(let topic):
            guard !definition.sharedTopics.contains(topic) else {
                throw StepError.wrongDestination("\(topic) is a shared topic: name its key")
            }
        case .shared(let topic, _):
            guard definition.sharedTopics.contains(topic) else {
                throw StepError.wrongDestination("\(topic) isn't declared a shared topic")
            }
        case .journalOnly:
            break
        }
    }

    private func draft(_ publication: Publication, aggregate row: inout AggregateRow, origin: Origin) {
        func own(_ topic: String) -> Draft {
            let sequence = (row.heads[topic] ?? 0) + 1
            row.heads[topic] = sequence
            return Draft(
                aggregate: row.id, version: row.version, topic: topic, key: row.id, sequence: sequence,
                type: publication.type, payload: publication.payload, origin: origin)
        }
        switch publication.destination {
        case .own(let topic):
            drafts.append(own(topic))
        case .journalOnly:
            drafts.append(own(JournalEntry.notPublished))
        case .shared(let topic, let key):
            drafts.append(
                Draft(
                    aggregate: row.id, version: row.version, topic: topic, key: key, sequence: nil,
                    type: publication.type, payload: publication.payload, origin: origin))
        }
    }

    /// Gives shared keys their sequence under the lock of their head rows, and finishes what has a finisher.
    private func finished() throws -> [JournalEntry] {
        let keys = Set(drafts.filter { $0.sequence == nil }.map { KeyOfTopic(topic: $0.topic, key: $0.key) }).sorted()
        var heads: [KeyOfTopic: HeadRow] = [:]
        for head in try Heads.lock(keys, in: transaction) { heads[head.key] = head }
        var unfinished = Unfinished()
        let entries = try drafts.compactMap { draft -> JournalEntry? in
            var payload = draft.payload
            var event: [UInt8]?
            var extra: String?
            var sequence = draft.sequence ?? 0
            let key = KeyOfTopic(topic: draft.topic, key: draft.key)
            if draft.sequence == nil, var head = heads[key] {
                sequence = head.next
                if let finisher = definition.finisher(for: draft.topic) {
                    let finished: Finished
                    do throws(CannotHandle) {
                        finished = try finish(draft, finisher, head)
                    } catch {
                        unfinished.add(draft.origin.cause, error)
                        return nil
                    }
                    payload = finished.payload
                    event = draft.payload
                    extra = try ExtraHeaderText.encode(finished.extraHeaders)
                    head.memory = finished.memory
                }
                head.next += 1
                heads[key] = head
            }
            return JournalEntry(
                topic: draft.topic, key: draft.key, sequence: sequence, aggregate: draft.aggregate,
                version: draft.version, type: draft.type, payload: payload, event: event, sha256: sha256(payload),
                extraHeaders: extra, cause: draft.origin.cause.text, actor: draft.origin.actor,
                correlation: draft.origin.correlation, traceparent: draft.origin.traceparent,
                writtenAt: now.milliseconds)
        }
        try unfinished.throwIfAny()
        try Heads.save(heads.values.sorted { $0.key < $1.key }, in: transaction)
        return entries
    }

    /// The final bytes, held to the same limit as what was decided: headers count too, since brokers count them.
    private func finish(_ draft: Draft, _ finisher: any Finisher, _ head: HeadRow) throws(CannotHandle) -> Finished {
        let finished: Finished
        do {
            finished = try finisher.finish(draft.payload, type: draft.type, head: head, at: now)
        } catch {
            throw CannotHandle(CannotHandle.describe(error))
        }
        let size = finished.extraHeaders.reduce(finished.payload.count) { size, header in
            size + header.name.utf8.count + header.value.utf8.count
        }
        guard size <= Publication.largestPayload else {
            throw CannotHandle(
                "its \(draft.type), finished, would have \(size) bytes, above \(Publication.largestPayload)")
        }
        return finished
    }

    private func timer(_ change: TimerChange, subject: String) -> (timer: DueTimer, isSet: Bool) {
        switch change {
        case .set(let kind, let ordinal, let at):
            (DueTimer(subject: subject, kind: kind, ordinal: ordinal, dueAt: at.milliseconds), true)
        case .cancel(let kind, let ordinal):
            (DueTimer(subject: subject, kind: kind, ordinal: ordinal, dueAt: 0), false)
        }
    }

    /// The last change of a timer counts.
    private func writeTimers() throws {
        var last: [DueTimer.Identity: (timer: DueTimer, isSet: Bool)] = [:]
        for change in timerChanges { last[change.timer.identity] = change }
        let changes = last.sorted { $0.key < $1.key }.map(\.value)
        try DueTimers.cancel(changes.filter { !$0.isSet }.map(\.timer), in: transaction)
        try DueTimers.set(changes.filter(\.isSet).map(\.timer), in: transaction)
    }
}
