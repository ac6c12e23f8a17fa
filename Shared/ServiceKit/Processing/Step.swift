import Deciding
import Kafka
import Messages
package import Store
package import Vocabulary

/// THE transaction (HEART: a step is one transaction). A batch of records is decoded before it, since that takes no
/// lock. What it does with them, in this order:
///
/// 1. locks the `seen` rows of the batch's keys, in byte order;
/// 2. *in a later statement* reads what is parked for them;
/// 3. locks the aggregates that anything here may touch, made first where they aren't there;
/// 4. per record: a lower sequence is passed over, a higher one parked, the equal one decided on; then parked ones
/// while they fit;
/// 5. writes aggregates, heads, journal, timers; parked rows and `seen`; last the positions, only ever forward.
///
/// Synchronous: runs on the calling thread. Throws `StoreError` or `StepError`, and then nothing of it has happened.
package struct Step<Definition: ServiceDefinition>: Sendable {
    package let definition: Definition
    package let database: any Database
    package let identity: ServiceIdentity
    package let crash: CrashPoints

    package init(
        definition: Definition, database: any Database, identity: ServiceIdentity, crash: CrashPoints = .none
    ) {
        self.definition = definition
        self.database = database
        self.identity = identity
        self.crash = crash
    }

    /// Records of one or more partitions, with the moves of their positions.
    package struct Batch: Sendable {
        package var readings: [Reading]
        package var moves: [Positions.Move]

        package init(readings: [Reading], moves: [Positions.Move]) {
            self.readings = readings
            self.moves = moves
        }
    }

    package func handle(_ batch: Batch, at now: Instant) throws -> StepReport {
        let report = try finishing { refused in
            var known = RecordWork.Batch(batch.readings, definition)
            return try database.transaction { transaction in
                var work = try RecordWork(self, &known, refused: refused, in: transaction, now: now)
                try work.takeAll()
                var report = try work.finish()
                report.foreign = try keepForeign(batch.readings, in: transaction, now: now)
                let moved = try Positions.move(batch.moves.sorted { $0.place < $1.place }, in: transaction)
                guard moved.isEmpty else { throw StepError.positionMoved(moved) }
                try crash.at(.beforeCommit)
                return report
            }
        }
        try crash.at(.afterCommit)
        return report
    }

    /// Tries what is parked for a key: what never failed, or failed under another program (the sweep).
    ///
    /// - Parameter forced: an operator's retry: also what failed under this one.
    package func drain(_ key: KeyOfTopic, forced: Bool = false, at now: Instant) throws -> StepReport {
        try finishing { refused in
            try database.transaction { transaction in
                var work = try RecordWork(self, draining: key, refused: refused, in: transaction, now: now)
                try work.drain(key, forced: forced)
                return try work.finish()
            }
        }
    }

    /// Passes over the record that a key waits for, there or missing, by a person's recorded decision; then drains.
    ///
    /// - Throws: `StepError.staleRevision` where the key doesn't stand at that sequence; `CannotHandle` where no record
    ///   of it was ever read: a mistyped key must not pass over that key's first record to come.
    package func skip(
        _ key: KeyOfTopic, sequence: Int64, actor: String, reason: String, at now: Instant
    ) throws -> StepReport {
        try finishing { refused in
            try database.transaction { transaction in
                guard try Seen.isKnown(key, in: transaction) else {
                    throw CannotHandle("no record of \(key) was ever read: is the key right?")
                }
                var work = try RecordWork(
                    self, draining: key, afterSkipping: true, refused: refused, in: transaction, now: now)
                try work.skip(key, sequence: sequence)
                try OperatorLog.record(
                    actor: actor, action: "skip", target: "\(key)/\(sequence)", reason: reason, at: now.milliseconds,
                    in: transaction)
                try work.drain(key, forced: false)
                return try work.finish()
            }
        }
    }

    private func keepForeign(
        _ readings: [Reading], in transaction: any Transaction, now: Instant
    ) throws -> Int {
        let records = readings.compactMap { reading -> ForeignRecord? in
            guard case .foreign(let reason, let record) = reading else { return nil }
            let kept = KeptValue(record.value)
            return ForeignRecord(
                place: KeyOfPartition(topic: record.partition.topic, partition: record.partition.partition),
                offset: record.offset, reason: reason, key: record.key, headers: HeaderBytes.encode(record.headers),
                value: kept.value, valueSize: kept.size, valueSHA256: kept.sha256, readAt: now.milliseconds)
        }
        // Sorted: an instance that lost its partitions unknowingly may be writing the same rows.
        try ForeignRecords.insert(
            records.sorted { $0.place == $1.place ? $0.offset < $1.offset : $0.place < $1.place }, in: transaction)
        return records.count
    }
}

/// A value as it is kept beside a parked or foreign record: the bytes up to 1 MiB, beyond that size and hash
/// (SECURITY).
struct KeptValue {
    var value: [UInt8]?
    var size: Int64
    var sha256: [UInt8]?

    init(_ bytes: [UInt8]?) {
        size = Int64(bytes?.count ?? 0)
        sha256 = bytes.map { ServiceKit.sha256($0) }
        value = bytes.flatMap { $0.count <= ParkedRecord.largestKeptValue ? $0 : nil }
    }
}
