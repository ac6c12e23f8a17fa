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
    private var kind = Kind.crash

    func arm(_ kind: Kind, afterVisits visits: Int) {
        self.kind = kind
        visitsLeft = visits
    }

    func disarm() { visitsLeft = nil }

    func visit(_ point: CrashPoint) throws {
        guard let left = visitsLeft else { return }
        guard left <= 0 else {
            visitsLeft = left - 1
            return
        }
        visitsLeft = nil
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
    var state = ProcessorState(seed: 1)
    /// Relay rounds begun and not ended: sent later, or never.
    var slept: [JournalEntry] = []
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
    /// still believes to own them goes on (a paused process after its session expired).
    func assign(_ index: Int, _ assigned: [TopicPartition]) throws -> [PositionCheck] {
        let positions = try database.transaction {
            try Positions.load(assigned.map { KeyOfPartition($0) }, in: $0)
        }
        unassign(index)
        var read: [KeyOfPartition: Position] = [:]
        var checks: [PositionCheck] = []
        for place in assigned {
            guard let position = positions[KeyOfPartition(place)] else { continue }
            let before = log.record(place, at: position.next - 1).flatMap { record -> (key: String, sequence: Int64)? in
                let identity = step(index, definition: definition).identity
                guard case .ours(let ours, _) = Reading(record, identity: identity) else { return nil }
                return (ours.envelope.key, ours.envelope.sequence)
            }
            let check = PositionCheck(position, low: 0, end: log.end(place), recordBefore: before)
            checks.append(check)
            guard check == .fits else { continue }
            instances[index].cursor[place] = position.next
            read[KeyOfPartition(place)] = position
        }
        instances[index].reading.assigned(read)
        return checks
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

    /// One batch through the real step, with the real decisions after a failure.
    func process(_ index: Int, atMost count: Int, now: Instant) throws {
        var batches = [Array(instances[index].buffer.prefix(count))]
        instances[index].buffer.removeFirst(batches[0].count)
        let step = step(index, definition: definition)
        while !batches.isEmpty, !batches[0].isEmpty {
            let readings = batches[0].map { Reading($0, identity: step.identity) }
            guard let moves = instances[index].reading.moves(of: readings) else { return unassign(index) }
            do {
                _ = try step.handle(.init(readings: readings, moves: moves), at: now)
                instances[index].reading.committed(moves)
                instances[index].state.succeeded()
                batches.removeFirst()
            } catch let crash as SimulatedCrash {
                throw crash
            } catch {
                switch instances[index].state.failed(ProcessorState.failure(of: error), waited: .zero) {
                case .runAgain: continue
                case .runOneByOne: batches = batches[0].map { [$0] }
                case .reassign, .hold, .stopPartition: return unassign(index)
                }
            }
        }
        instances[index].state = ProcessorState(seed: 1)
    }

    /// Reads a round of what isn't published. It may be sent at once, later, or never.
    func beginRound(_ index: Int, limit: Int) throws {
        instances[index].slept = try database.read { try Journal.unpublished(limit: limit, in: $0) }
    }

    /// Sends the round that was begun, some of it failing, and marks what was acknowledged.
    func endRound(_ index: Int, failing: (Int) -> Bool, now: Instant) throws {
        let entries = instances[index].slept
        instances[index].slept = []
        var round = RelayState(entries.map { (KeyOfTopic(topic: $0.topic, key: $0.key), $0.sequence) })
        for (number, entry) in entries.enumerated() {
            guard round.mayBeSent(number), !failing(number) else {
                round.failed(number)
                continue
            }
            let delivery = log.append(try JournalRecord.produced(entry, source: source))
            round.delivered(number, partition: delivery.partition, offset: delivery.offset)
        }
        try fate.visit(.published)
        try database.transaction { transaction in
            try fate.visit(.beforeMark)
            try Journal.mark(round.marks, in: transaction)
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
