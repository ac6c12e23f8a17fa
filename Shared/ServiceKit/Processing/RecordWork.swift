import Deciding
import Kafka
import Messages
import Store
import Vocabulary

/// The record half of a step's transaction: key lines, parking and draining. Made at the transaction's beginning, used
/// and finished inside it.
struct RecordWork<Definition: ServiceDefinition> {
    typealias Decoded = Result<Definition.Logic.Input?, CannotHandle>

    private let step: Step<Definition>
    private let refused: Unfinished.Records
    private let transaction: any Transaction
    private let now: Instant
    private let bench: Workbench<Definition>
    private let readings: BatchByKey
    private var works: [KeyWork] = []
    /// The batch's inputs in the order of its records, then those of what is parked; nil once it was taken, and for
    /// what isn't ours.
    private var inputs: [Decoded?]
    /// Places in `inputs` of what may be handled, a key's in one run.
    private var runs: [Int] = []
    private var report = StepReport()
    private var toRemove: [(key: KeyOfTopic, sequence: Int64)] = []
    private var failedAgain: [(key: KeyOfTopic, sequence: Int64, error: String)] = []

    /// What is known of a batch before its transaction: nothing here reads the store, and no lock is held meanwhile.
    struct Batch {
        fileprivate let readings: BatchByKey
        fileprivate var inputs: [Decoded?]

        init(_ readings: [Reading], _ definition: Definition) {
            self.readings = BatchByKey(readings)
            inputs = inParallel(count: readings.count) { places in
                readings[places].map { reading in
                    guard case .ours(let record, _) = reading else { return nil }
                    return RecordWork.decode(record, definition)
                }
            }
        }
    }

    /// Takes the batch's inputs out of it: they are taken one by one, which would copy a list that is held twice.
    ///
    /// - Parameter refused: records that a finisher refused in this step's earlier run: poison.
    init(
        _ step: Step<Definition>, _ batch: inout Batch, refused: Unfinished.Records, in transaction: any Transaction,
        now: Instant
    ) throws {
        var inputs: [Decoded?] = []
        swap(&inputs, &batch.inputs)
        try self.init(step, batch.readings, inputs: inputs, refused: refused, in: transaction, now: now)
    }

    init(
        _ step: Step<Definition>, draining key: KeyOfTopic, afterSkipping isSkipping: Bool = false,
        refused: Unfinished.Records, in transaction: any Transaction, now: Instant
    ) throws {
        try self.init(
            step, BatchByKey(only: key), inputs: [], skipped: isSkipping ? 1 : 0, refused: refused, in: transaction,
            now: now)
    }

    private init(
        _ step: Step<Definition>, _ readings: BatchByKey, inputs: consuming [Decoded?], skipped: Int64 = 0,
        refused: Unfinished.Records, in transaction: any Transaction, now: Instant
    ) throws {
        self.step = step
        self.refused = refused
        self.transaction = transaction
        self.now = now
        self.readings = readings
        self.inputs = inputs
        bench = Workbench(step.definition, in: transaction, now: now)
        let next = try Seen.lock(readings.keys, in: transaction)
        try step.crash.at(.seenLocked)
        let parked = try Parked.records(of: readings.keys, in: transaction)
        works.reserveCapacity(readings.keys.count)
        for (place, key) in readings.keys.enumerated() {
            works.append(
                KeyWork(
                    line: KeyLine(key: key, next: next[place], parked: parked[place]), nextAtStart: next[place],
                    firstInput: next[place] + skipped))
        }
        try bench.lock(findWhatMayBeHandled())
        try step.crash.at(.aggregatesLocked)
    }

    /// Finds each key's unbroken run from its next sequence on, parked or just read, and answers the aggregates they
    /// are routed to. A superset of what will be handled: a run ends early where the decider throws.
    private mutating func findWhatMayBeHandled() -> Set<AggregateID> {
        var aggregates: Set<AggregateID> = Set(minimumCapacity: works.count)
        runs.reserveCapacity(works.count)
        for place in works.indices {
            works[place].run = runs.count
            var sequence = works[place].firstInput
            while let input = input(at: place, sequence) {
                runs.append(input)
                works[place].runLength += 1
                guard case .success(let decoded)? = inputs[input] else { break }
                if let decoded {
                    for aggregate in step.definition.route(decoded) { aggregates.insert(AggregateID(aggregate)) }
                }
                sequence += 1
            }
        }
        return aggregates
    }

    /// The place of an input: of the last record read of a sequence that was read twice, as in Kafka's order; or of
    /// what is parked, which is decoded now.
    private mutating func input(at place: Int, _ sequence: Int64) -> Int? {
        if let read = readings.record(at: place, sequence) { return read }
        guard let parked = works[place].line.parked[sequence] else { return nil }
        do {
            inputs.append(Self.decode(try ParkedReading.record(parked), step.definition))
        } catch {
            inputs.append(.failure(error))
        }
        return inputs.count - 1
    }

    private static func decode(_ record: ReadRecord, _ definition: Definition) -> Decoded {
        do {
            return .success(try definition.input(from: record))
        } catch {
            return .failure(CannotHandle(CannotHandle.describe(error)))
        }
    }

    /// Handles, parks or passes over the batch's records in their order.
    mutating func takeAll() throws {
        for index in readings.list.indices {
            let place = readings.places[index]
            if place != BatchByKey.foreign { try take(readings.list[index], at: place) }
        }
    }

    private mutating func take(_ reading: Reading, at place: Int) throws {
        guard case .ours(let record, let consumed) = reading else { return }
        let sequence = record.envelope.sequence
        switch works[place].line.arrival(of: sequence) {
        case .duplicate:
            report.duplicates += 1
        case .park:
            report.waiting += 1
            park(record, consumed, at: place, error: nil)
        case .handle:
            if let failure = try handleNext(at: place, record.envelope) {
                poison(at: place, sequence, failure)
                park(record, consumed, at: place, error: failure.reason)
            } else {
                report.handled += 1
                try drain(at: place, forced: false)
            }
        }
    }

    /// Handles parked records of a key while they fit.
    mutating func drain(_ key: KeyOfTopic, forced: Bool) throws {
        guard let place = readings.keys.firstIndex(of: key) else { return }
        try drain(at: place, forced: forced)
    }

    private mutating func drain(at place: Int, forced: Bool) throws {
        var forced = forced
        while let parked = works[place].line.drainable(by: step.identity.program, forced: forced) {
            forced = false
            let envelope: Envelope
            do {
                envelope = try ParkedReading.record(parked).envelope
            } catch {
                poison(at: place, parked.sequence, error)
                failedAgain.append((parked.key, parked.sequence, error.reason))
                return
            }
            if let failure = try handleNext(at: place, envelope) {
                poison(at: place, parked.sequence, failure)
                failedAgain.append((parked.key, parked.sequence, failure.reason))
                return
            }
            report.drained += 1
        }
    }

    /// Passes over a key's next sequence.
    mutating func skip(_ key: KeyOfTopic, sequence: Int64) throws {
        let place = readings.keys.firstIndex(of: key)
        guard let place, works[place].line.next == sequence else {
            throw StepError.staleRevision(seen: sequence, current: place.map { works[$0].line.next } ?? 1)
        }
        passed(at: place)
    }

    /// Decides on the record that a key's line stands at. Answers why it can't be handled, and then nothing has
    /// changed.
    private mutating func handleNext(at place: Int, _ envelope: Envelope) throws -> CannotHandle? {
        let sequence = envelope.sequence
        if !refused.isEmpty, let failure = refused[works[place].line.key]?[sequence] { return failure }
        // Found before the aggregates were locked.
        let index = Int(sequence - works[place].firstInput)
        guard (0..<works[place].runLength).contains(index), let decoded = takeInput(runs[works[place].run + index])
        else {
            return CannotHandle("not decoded")
        }
        let input: Definition.Logic.Input?
        switch decoded {
        case .failure(let failure): return failure
        case .success(let decoded): input = decoded
        }
        guard let input else {
            passed(at: place)
            return nil
        }
        let prepared: Workbench<Definition>.Prepared
        do {
            prepared = try bench.prepare(input)
        } catch let error as StoreError {
            throw error
        } catch {
            return CannotHandle(CannotHandle.describe(error))
        }
        let key = works[place].line.key
        report.journalled += try bench.apply(
            prepared,
            origin: Origin(
                cause: .record(topic: key.topic, key: key.key, sequence: sequence), actor: nil,
                correlation: envelope.correlation, traceparent: envelope.traceparent))
        passed(at: place)
        return nil
    }

    /// A sequence is handled once in a step, so its input is handed over and not copied.
    private mutating func takeInput(_ place: Int) -> Decoded? {
        var taken: Decoded?
        swap(&taken, &inputs[place])
        return taken
    }

    /// A key's next sequence is done with.
    private mutating func passed(at place: Int) {
        let sequence = works[place].line.next
        if works[place].line.handledNext(), works[place].toPark.removeValue(forKey: sequence) == nil {
            toRemove.append((works[place].line.key, sequence))
        }
    }

    private mutating func poison(at place: Int, _ sequence: Int64, _ failure: CannotHandle) {
        works[place].line.poisonedNext()
        report.poisoned.append(
            StepReport.Poison(key: works[place].line.key, sequence: sequence, error: failure.reason))
    }

    private mutating func park(_ record: ReadRecord, _ consumed: ConsumedRecord, at place: Int, error: String?) {
        let key = works[place].line.key
        let sequence = record.envelope.sequence
        if let standing = works[place].line.parked[sequence] {
            // A row that is there already stays as it is, but for what a newer program found of it.
            if let error, standing.error == nil || standing.program != step.identity.program {
                failedAgain.append((key, sequence, error))
            }
            return
        }
        let kept = KeptValue(consumed.value)
        let row = ParkedRecord(
            key: key, sequence: sequence, partition: consumed.partition.partition, offset: consumed.offset,
            headers: HeaderBytes.encode(consumed.headers), value: kept.value, valueSize: kept.size,
            valueSHA256: kept.sha256, error: error, program: step.identity.program, attempts: error == nil ? 0 : 1,
            parkedAt: now.milliseconds)
        works[place].line.park(row)
        works[place].toPark[sequence] = row
    }

    /// Writes all that the step decided but the positions.
    mutating func finish() throws -> StepReport {
        try step.crash.at(.decided)
        _ = try bench.flush(step.crash)
        var toPark: [ParkedRecord] = []
        var advanced: [(key: KeyOfTopic, next: Int64)] = []
        // Keys stand in the order of their locks, so what is gathered from them does too.
        for work in works {
            for sequence in work.line.overtaken { toRemove.append((work.line.key, sequence)) }
            if !work.toPark.isEmpty { toPark += work.toPark.values.sorted { $0.sequence < $1.sequence } }
            if work.line.next != work.nextAtStart { advanced.append((work.line.key, work.line.next)) }
        }
        try Parked.insert(toPark, in: transaction)
        try Parked.failedAgain(failedAgain, program: step.identity.program, in: transaction)
        try Parked.remove(
            toRemove.sorted { $0.key == $1.key ? $0.sequence < $1.sequence : $0.key < $1.key }, in: transaction)
        try Seen.advance(advanced, in: transaction)
        return report
    }
}
