import Messages
import Store
import Vocabulary

/// Where an input came from, as far as the journal keeps it.
struct Origin {
    var cause: Cause
    var actor: String?
    var correlation: String?
    var traceparent: String?
}

/// The half of a step's working set that is the same whatever a service decides on: locked rows, and what will be
/// journalled. A type of its own, and not part of the generic `Workbench`: code that is generic over a service isn't
/// specialised across modules, so that each field of it would be reached, copied and freed through metadata (measured).
struct WorkingRows {
    private struct Draft {
        /// Place of the aggregate.
        var place: Int
        var version: Int64
        var topic: String
        /// nil: the aggregate's identifier.
        var key: String?
        /// nil until the head row is locked.
        var sequence: Int64?
        var type: String
        var payload: [UInt8]
        var origin: Origin
    }

    /// In the order of their bytes within each `lock`; a step locks once.
    private(set) var rows: [AggregateRow] = []
    private(set) var isChanged: [Bool] = []
    private var places: [AggregateID: Int] = [:]
    private var drafts: [Draft] = []
    private var timerChanges: [(timer: DueTimer, isSet: Bool)] = []

    /// Locks aggregates, all that the step may touch at once: sorted by bytes, so that no two steps wait for each
    /// other.
    mutating func lock(_ ids: Set<AggregateID>, in transaction: any Transaction) throws {
        let sorted = ids.filter { places[$0] == nil }.sorted()
        let locked = try Aggregates.lock(sorted.map(\.text), in: transaction)
        places.reserveCapacity(places.count + sorted.count)
        for (index, id) in sorted.enumerated() { places[id] = rows.count + index }
        rows += locked
        isChanged += Array(repeating: false, count: locked.count)
    }

    func place(of aggregate: String) -> Int? { places[AggregateID(aggregate)] }

    /// The aggregate at a place gets its next version, and the event that made it a row of the journal.
    mutating func append(_ publication: Publication, at place: Int, origin: Origin) {
        rows[place].version += 1
        isChanged[place] = true
        var draft = Draft(
            place: place, version: rows[place].version, topic: "", key: nil, sequence: nil, type: publication.type,
            payload: publication.payload, origin: origin)
        switch publication.destination {
        case .own(let topic): draft.topic = topic
        case .journalOnly: draft.topic = JournalEntry.notPublished
        case .shared(let topic, let key):
            draft.topic = topic
            draft.key = key
        }
        if draft.key == nil { draft.sequence = rows[place].nextSequence(on: draft.topic) }
        drafts.append(draft)
    }

    mutating func append(_ change: TimerChange, at place: Int) {
        let subject = rows[place].id
        switch change {
        case .set(let kind, let ordinal, let at):
            let timer = DueTimer(subject: subject, kind: kind, ordinal: ordinal, dueAt: at.milliseconds)
            timerChanges.append((timer, true))
        case .cancel(let kind, let ordinal):
            timerChanges.append((DueTimer(subject: subject, kind: kind, ordinal: ordinal, dueAt: 0), false))
        }
    }

    mutating func setState(_ state: [UInt8], at place: Int) { rows[place].state = state }

    /// Writes what was decided, in the lock order: aggregates, heads, journal, timers.
    ///
    /// - Returns: how many events were journalled.
    func write(
        finisher: (String) -> (any Finisher)?, at now: Instant, in transaction: any Transaction, _ crash: CrashPoints
    ) throws -> Int {
        try Aggregates.save(rows.indices.filter { isChanged[$0] }.map { rows[$0] }, in: transaction)
        try Journal.append(try finished(finisher, at: now, in: transaction), in: transaction)
        try crash.at(.journalled)
        try writeTimers(in: transaction)
        return drafts.count
    }

    /// Gives shared keys their sequence under the lock of their head rows, and finishes what has a finisher.
    private func finished(
        _ finisher: (String) -> (any Finisher)?, at now: Instant, in transaction: any Transaction
    ) throws -> [JournalEntry] {
        var keys: Set<KeyOfTopic> = []
        for draft in drafts { if let key = draft.key { keys.insert(KeyOfTopic(topic: draft.topic, key: key)) } }
        var heads: [KeyOfTopic: HeadRow] = [:]
        for head in try Heads.lock(keys.sorted(), in: transaction) { heads[head.key] = head }
        var unfinished = Unfinished()
        let entries = try drafts.compactMap { draft -> JournalEntry? in
            var payload = draft.payload
            var event: [UInt8]?
            var extra: String?
            var sequence = draft.sequence ?? 0
            if let shared = draft.key {
                let key = KeyOfTopic(topic: draft.topic, key: shared)
                guard var head = heads[key] else { throw StoreError.noRowToLock() }
                sequence = head.next
                if let finisher = finisher(draft.topic) {
                    let finished: Finished
                    do throws(CannotHandle) {
                        finished = try Self.finish(draft, finisher, head, at: now)
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
            let aggregate = rows[draft.place].id
            return JournalEntry(
                topic: draft.topic, key: draft.key ?? aggregate, sequence: sequence, aggregate: aggregate,
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
    private static func finish(
        _ draft: Draft, _ finisher: any Finisher, _ head: HeadRow, at now: Instant
    ) throws(CannotHandle) -> Finished {
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

    /// The last change of a timer counts.
    private func writeTimers(in transaction: any Transaction) throws {
        guard !timerChanges.isEmpty else { return }
        var last: [DueTimer.Identity: (timer: DueTimer, isSet: Bool)] = [:]
        for change in timerChanges { last[change.timer.identity] = change }
        let changes = last.sorted { $0.key < $1.key }.map(\.value)
        try DueTimers.cancel(changes.filter { !$0.isSet }.map(\.timer), in: transaction)
        try DueTimers.set(changes.filter(\.isSet).map(\.timer), in: transaction)
    }
}

extension AggregateRow {
    /// Counts on.
    fileprivate mutating func nextSequence(on topic: String) -> Int64 {
        let sequence = (heads[topic] ?? 0) + 1
        heads[topic] = sequence
        return sequence
    }
}
