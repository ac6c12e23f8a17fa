import Deciding
import Kafka
import Messages
import Store
import Vocabulary

/// The record half of a step's transaction: key lines, parking and draining. Made at the transaction's beginning, used
/// and finished inside it.
struct RecordWork<Definition: ServiceDefinition> {
    private let step: Step<Definition>
    private let transaction: any Transaction
    private let now: Instant
    private let bench: Workbench<Definition>
    private var lines: [KeyOfTopic: KeyLine] = [:]
    private let nextAtStart: [KeyOfTopic: Int64]
    private var report = StepReport()
    private var toPark: [KeyOfTopic: [Int64: ParkedRecord]] = [:]
    private var toRemove: [(key: KeyOfTopic, sequence: Int64)] = []
    private var failedAgain: [(key: KeyOfTopic, sequence: Int64, error: String)] = []
    private var inputs: [KeyOfTopic: [Int64: Result<Definition.Logic.Input?, CannotHandle>]] = [:]

    init(
        _ step: Step<Definition>, _ readings: [Reading], in transaction: any Transaction, now: Instant
    ) throws {
        var records: [KeyOfTopic: [Int64: ReadRecord]] = [:]
        for case .ours(let record, _) in readings {
            let key = KeyOfTopic(topic: record.envelope.topic, key: record.envelope.key)
            records[key, default: [:]][record.envelope.sequence] = record
        }
        try self.init(step, records: records, in: transaction, now: now)
    }

    init(
        _ step: Step<Definition>, draining key: KeyOfTopic, afterSkipping isSkipping: Bool = false,
        in transaction: any Transaction, now: Instant
    ) throws {
        try self.init(step, records: [key: [:]], skipped: isSkipping ? 1 : 0, in: transaction, now: now)
    }

    private init(
        _ step: Step<Definition>, records: [KeyOfTopic: [Int64: ReadRecord]], skipped: Int64 = 0,
        in transaction: any Transaction, now: Instant
    ) throws {
        self.step = step
        self.transaction = transaction
        self.now = now
        bench = Workbench(step.definition, in: transaction, now: now)
        let keys = records.keys.sorted()
        let next = try Seen.lock(keys, in: transaction)
        try step.crash.at(.seenLocked)
        let parked = try Parked.records(of: keys, in: transaction)
        nextAtStart = Dictionary(uniqueKeysWithValues: zip(keys, next))
        for (index, key) in keys.enumerated() {
            lines[key] = KeyLine(key: key, next: next[index], parked: parked[index])
        }
        try bench.lock(decodeWhatMayBeHandled(records, skipped: skipped))
        try step.crash.at(.aggregatesLocked)
    }

    /// Decodes each key's unbroken run from its next sequence on, parked or just read, and answers the aggregates they
    /// are routed to. A superset of what will be handled: a run ends early where the decider throws.
    ///
    /// - Parameter skipped: how many sequences will be passed over first, by a person's decision.
    private mutating func decodeWhatMayBeHandled(
        _ records: [KeyOfTopic: [Int64: ReadRecord]], skipped: Int64
    ) -> Set<AggregateID> {
        var aggregates: Set<AggregateID> = []
        for (key, line) in lines {
            var sequence = line.next + skipped
            while let input = input(key, sequence, records[key]?[sequence]) {
                inputs[key, default: [:]][sequence] = input
                guard case .success(let decoded) = input else { break }
                if let decoded { aggregates.formUnion(step.definition.route(decoded).map(AggregateID.init)) }
                sequence += 1
            }
        }
        return aggregates
    }

    private func input(
        _ key: KeyOfTopic, _ sequence: Int64, _ read: ReadRecord?
    ) -> Result<Definition.Logic.Input?, CannotHandle>? {
        if let read { return decode(read) }
        guard let parked = lines[key]?.parked[sequence] else { return nil }
        do {
            return decode(try ParkedReading.record(parked))
        } catch {
            return .failure(error)
        }
    }

    private func decode(_ record: ReadRecord) -> Result<Definition.Logic.Input?, CannotHandle> {
        do {
            return .success(try step.definition.input(from: record))
        } catch {
            return .failure(CannotHandle(CannotHandle.describe(error)))
        }
    }

    mutating func take(_ reading: Reading) throws {
        guard case .ours(let record, let consumed) = reading else { return }
        let key = KeyOfTopic(topic: record.envelope.topic, key: record.envelope.key)
        let sequence = record.envelope.sequence
        guard let line = lines[key] else { return }
        switch line.arrival(of: sequence) {
        case .duplicate:
            report.duplicates += 1
        case .park:
            report.waiting += 1
            park(record, consumed, error: nil)
        case .handle:
            if let failure = try handleNext(of: key, record.envelope) {
                poison(key, sequence, failure)
                park(record, consumed, error: failure.reason)
            } else {
                report.handled += 1
                try drain(key, forced: false)
            }
        }
    }

    /// Handles parked records of a key while they fit.
    mutating func drain(_ key: KeyOfTopic, forced: Bool) throws {
        var forced = forced
        while let parked = lines[key]?.drainable(by: step.identity.program, forced: forced) {
            forced = false
            let envelope: Envelope
            do {
                envelope = try ParkedReading.record(parked).envelope
            } catch {
                poison(key, parked.sequence, error)
                failedAgain.append((key, parked.sequence, error.reason))
                return
            }
            if let failure = try handleNext(of: key, envelope) {
                poison(key, parked.sequence, failure)
                failedAgain.append((key, parked.sequence, failure.reason))
                return
            }
            report.drained += 1
        }
    }

    /// Passes over a key's next sequence.
    mutating func skip(_ key: KeyOfTopic, sequence: Int64) throws {
        guard let next = lines[key]?.next, next == sequence else {
            throw StepError.staleRevision(seen: sequence, current: lines[key]?.next ?? 1)
        }
        passed(key)
    }

    /// Decides on the record that a key's line stands at. Answers why it can't be handled, and then nothing has changed.
    private mutating func handleNext(of key: KeyOfTopic, _ envelope: Envelope) throws -> CannotHandle? {
        let sequence = envelope.sequence
        // Decoded before the aggregates were locked; what was parked in this very step is decoded here for the first time.
        guard let decoded = inputs[key]?[sequence] else { return CannotHandle("not decoded") }
        switch decoded {
        case .failure(let failure):
            return failure
        case .success(nil):
            passed(key)
            return nil
        case .success(let input?):
            let prepared: Workbench<Definition>.Prepared
            do {
                prepared = try bench.prepare(input)
            } catch let error as StoreError {
                throw error
            } catch {
                return CannotHandle(CannotHandle.describe(error))
            }
            report.journalled += try bench.apply(
                prepared,
                origin: Workbench<Definition>.Origin(
                    cause: .record(topic: key.topic, key: key.key, sequence: sequence), actor: nil,
                    correlation: envelope.correlation, traceparent: envelope.traceparent))
            passed(key)
            return nil
        }
    }

    /// A key's next sequence is done with.
    private mutating func passed(_ key: KeyOfTopic) {
        guard let sequence = lines[key]?.next else { return }
        if lines[key]?.handledNext() == true, toPark[key]?.removeValue(forKey: sequence) == nil {
            toRemove.append((key, sequence))
        }
    }

    private mutating func poison(_ key: KeyOfTopic, _ sequence: Int64, _ failure: CannotHandle) {
        lines[key]?.poisonedNext()
        report.poisoned.append(StepReport.Poison(key: key, sequence: sequence, error: failure.reason))
    }

    private mutating func park(_ record: ReadRecord, _ consumed: ConsumedRecord, error: String?) {
        let key = KeyOfTopic(topic: record.envelope.topic, key: record.envelope.key)
        let sequence = record.envelope.sequence
        if let standing = lines[key]?.parked[sequence] {
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
        lines[key]?.park(row)
        toPark[key, default: [:]][sequence] = row
    }

    /// Writes all that the step decided but the positions.
    mutating func finish() throws -> StepReport {
        try step.crash.at(.decided)
        _ = try bench.flush(step.crash)
        for (key, line) in lines {
            toRemove += line.overtaken.map { (key, $0) }
        }
        let order: (KeyOfTopic, Int64, KeyOfTopic, Int64) -> Bool = { $0 == $2 ? $1 < $3 : $0 < $2 }
        try Parked.insert(
            toPark.values.flatMap(\.values).sorted { order($0.key, $0.sequence, $1.key, $1.sequence) },
            in: transaction)
        try Parked.failedAgain(failedAgain, program: step.identity.program, in: transaction)
        try Parked.remove(
            toRemove.sorted { order($0.key, $0.sequence, $1.key, $1.sequence) }, in: transaction)
        try Seen.advance(
            lines.values.filter { $0.next != nextAtStart[$0.key] }.map { ($0.key, $0.next) }
                .sorted { $0.0 < $1.0 },
            in: transaction)
        return report
    }
}
