import Kafka
import Messages
import ServiceKit
import Store
import StoreSQLite
import TestKit
import Vocabulary

/// The instance died at a crash point.
struct SimulatedCrash: Error {}

/// Says at which visit of a crash point what happens: a crash, or a conflict of the store's.
final class Fate: @unchecked Sendable {
    // Unchecked: the simulation runs on one thread, and so do the steps in it.
    enum Kind { case crash, conflict, outage }
    private var visitsLeft: Int?
    private var timesLeft = 0
    private var kind = Kind.crash

    /// - Parameter times: visits in a row that are struck, so that a batch's later attempts fail too.
    func arm(_ kind: Kind, afterVisits visits: Int, times: Int = 1) {
        self.kind = kind
        visitsLeft = visits
        timesLeft = times
    }

    func disarm() { visitsLeft = nil }

    func visit(_ point: CrashPoint) throws {
        guard let left = visitsLeft else { return }
        guard left <= 0 else {
            visitsLeft = left - 1
            return
        }
        timesLeft -= 1
        visitsLeft = timesLeft > 0 ? 0 : nil
        switch kind {
        case .crash: throw SimulatedCrash()
        // After the commit only a crash can come: the store has answered.
        case .conflict where point != .afterCommit:
            throw StoreError(.conflict, operation: "simulation", detail: "another was in the way")
        case .outage where point != .afterCommit:
            throw StoreError(.unavailable, operation: "simulation", detail: "the store is away")
        case .conflict, .outage: break
        }
    }
}

/// One instance of a service: what it holds in memory is lost when it crashes.
struct SimulatedInstance {
    var program: String
    var reading = ReadingPositions()
    /// Next offset to fetch, by partition that this instance believes to own.
    var cursor: [TopicPartition: Int64] = [:]
    var buffer: [ConsumedRecord] = []
    /// A relay's round begun and not sent: sent later, or never; and the journal's edition when it was read.
    var slept: (edition: String, entries: [JournalEntry])?
    /// A round sent and not marked: marked later, or never.
    var unmarked: (edition: String, marks: [Journal.Mark])?
}

/// A service over one store, with its instances. Runs the real step; only threads, clock and broker are simulated.
final class SimulatedService<Definition: ServiceDefinition> {
    let name: String
    let inputs: [String]
    let database: SQLiteDatabase
    let fate = Fate()
    let writers: [String: String]
    var definition: Definition
    var instances: [SimulatedInstance]
    private let log: SimulatedLog

    init(
        name: String, inputs: [String], definition: Definition, writers: [String: String], instances: Int,
        log: SimulatedLog
    ) throws {
        self.name = name
        self.inputs = inputs
        self.definition = definition
        self.writers = writers
        self.log = log
        database = try SQLiteDatabase(inMemory: ())
        try (Migrations.heart + definition.migrations).migrate(database)
        self.instances = (0..<instances).map { _ in SimulatedInstance(program: "1") }
    }

    var source: EventSource { EventSource(environment: "test", service: name) }

    func step(_ index: Int, definition: Definition) -> Step<Definition> {
        Step(
            definition: definition, database: database,
            identity: ServiceIdentity(
                source: source, program: instances[index].program, instance: "\(name)-\(index)", writers: writers),
            crash: CrashPoints { [fate] in try fate.visit($0) })
    }

    /// The instance's process ends and another begins: nothing in memory is left.
    func restart(_ index: Int, program: String? = nil) {
        instances[index] = SimulatedInstance(program: program ?? instances[index].program)
    }

    var places: [TopicPartition] {
        inputs.flatMap { topic in (0..<log.partitions).map { TopicPartition(topic: topic, partition: $0) } }
    }

    /// Gives partitions to an instance, which begins where the store says. The other instances are not asked: one that
    /// still believes to own them goes on (a paused process after its session expired). Answers what doesn't fit.
    func assign(_ index: Int, _ assigned: [TopicPartition]) throws -> [String] {
        let positions = try database.transaction {
            try Positions.load(assigned.map { KeyOfPartition($0) }, in: $0)
        }
        unassign(index)
        let found = try AssignmentCheck(look: log, identity: step(index, definition: definition).identity)
            .check(positions)
        instances[index].cursor = found.offsets
        instances[index].reading.assigned(positions.filter { found.offsets[$0.key.topicPartition] != nil })
        return found.lines.values.sorted()
    }

    func unassign(_ index: Int) {
        instances[index].cursor = [:]
        instances[index].buffer = []
        instances[index].reading.removeAll()
    }

    func fetch(_ index: Int, atMost count: Int, _ random: inout SeededRandom) {
        guard let place = instances[index].cursor.keys.sorted().randomElement(using: &random),
            let offset = instances[index].cursor[place]
        else { return }
        let records = log.read(place, from: offset, atMost: count)
        instances[index].buffer += records
        if let last = records.last { instances[index].cursor[place] = last.offset + 1 }
    }

    /// One batch through the real step and the real loop.
    func process(_ index: Int, atMost count: Int, now: Instant) throws {
        let batch = Array(instances[index].buffer.prefix(count))
        instances[index].buffer.removeFirst(batch.count)
        guard !batch.isEmpty else { return }
        let step = step(index, definition: definition)
        let end = try BatchRun.run(
            batch.map { Reading($0, identity: step.identity) }, from: &instances[index].reading,
            ProcessorState(seed: 1), waited: { .zero },
            commit: { _ = try step.handle(.init(readings: $0, moves: $1), at: now) },
            failed: { (error, _, _) throws(SimulatedCrash) -> Bool in
                if let crash = error as? SimulatedCrash { throw crash }
                return true
            })
        switch end {
        case .handled: break
        case .reassign, .hold, .stopped: unassign(index)
        }
    }

    /// Reads a round of what isn't published. It may be sent at once, later, or never.
    func beginRound(_ index: Int, limit: Int) throws {
        // Made here, as when the lease is taken.
        _ = try database.transaction { try Journal.edition(in: $0) }
        instances[index].slept = try database.read {
            (try Journal.standingEdition(in: $0), try Journal.unpublished(limit: limit, in: $0))
        }
    }

    /// Sends the round that was begun, some of it failing.
    func sendRound(_ index: Int, failing: (Int) -> Bool) throws {
        guard let (edition, entries) = instances[index].slept else { return }
        instances[index].slept = nil
        var round = RelayState(entries.map { (KeyOfTopic(topic: $0.topic, key: $0.key), $0.sequence) })
        for (number, entry) in entries.enumerated() {
            guard round.mayBeSent(number), !failing(number) else {
                round.failed(number)
                continue
            }
            let delivery = log.append(try JournalRecord.produced(entry, source: source))
            round.delivered(number, partition: delivery.partition, offset: delivery.offset)
        }
        instances[index].unmarked = (edition, round.marks)
        try fate.visit(.published)
    }

    /// Marks what was acknowledged of the round that was sent.
    func markRound(_ index: Int) throws {
        guard let (edition, marks) = instances[index].unmarked else { return }
        instances[index].unmarked = nil
        try database.transaction { transaction in
            try fate.visit(.beforeMark)
            _ = try Journal.mark(marks, ofEdition: edition, in: transaction)
        }
        try fate.visit(.afterMark)
    }

    func sweep(_ index: Int, now: Instant) throws {
        let step = step(index, definition: definition)
        for key in try database.read({
            try Parked.sweepable(program: step.identity.program, limit: 100, in: $0)
        }) {
            do {
                _ = try step.drain(key, at: now)
            } catch is StoreError {
                // The next sweep tries again.
            }
        }
    }

    func fireTimers(_ index: Int, now: Instant) throws {
        let step = step(index, definition: definition)
        for timer in try step.dueTimers(at: now, limit: 10) {
            do {
                _ = try step.fire(timer, at: now)
            } catch is StoreError {
                // It stays due.
            }
        }
    }

    /// The broker forgot: begin everywhere at the beginning, and publish the journal again (HEART). Instances that hold
    /// something of the old log go on with it.
    func startAgainAfterLostLog() throws {
        try database.transaction { transaction in
            try Positions.reset(topics: inputs, in: transaction)
            for topic in try Journal.topics(in: transaction) {
                _ = try Journal.publishAgain(topic: topic, key: nil, fromSequence: 1, in: transaction)
            }
        }
    }
}
