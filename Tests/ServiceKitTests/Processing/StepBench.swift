import Foundation
import Kafka
import Messages
import ProofApp
import ProofDomain
import ServiceKit
import Store
import StorePostgres
import StoreSQLite
import TestKit
import Vocabulary

/// A fresh store of one engine with the tables of one service, and what it takes to put records through the real step.
final class StepBench<Definition: ServiceDefinition>: Sendable {
    let engine: Engine
    let database: any Database
    private let url: String?
    private let folder: TemporaryFolder?

    /// An engine that can't start throws: the test fails, it is not skipped.
    init(_ engine: Engine, _ definition: Definition) throws {
        self.engine = engine
        switch engine {
        case .sqlite:
            let folder = try TemporaryFolder()
            self.folder = folder
            url = nil
            database = try SQLiteDatabase(path: folder.path + "/store.db")
        case .postgres:
            let url = try PostgresCluster.shared.get().createDatabase()
            self.url = url
            folder = nil
            database = try PostgresDatabase(url: url)
        }
        try (Migrations.heart + definition.migrations).migrate(database)
    }

    deinit { database.close() }

    /// A step of an instance of its own, over the same store.
    func step(_ definition: Definition, program: String = "1", crash: CrashPoints = .none) -> Step<Definition> {
        let writers = [
            ProofTopic.requests: "outside", ProofTopic.approvals: "outside", ProofTopic.bookings: "bookings",
        ]
        return Step(
            definition: definition, database: database,
            identity: ServiceIdentity(
                source: EventSource(environment: "test", service: "bookings"), program: program, instance: "one",
                writers: writers),
            crash: crash)
    }

    func next(_ topic: String, _ key: String) throws -> Int64? {
        try database.read {
            try $0.query("SELECT next FROM seen WHERE topic = $1 AND key = $2", [.text(topic), .text(key)]).first?
                .integer(0)
        }
    }

    func parked(_ topic: String, _ key: String) throws -> [ParkedRecord] {
        try database.read { try Parked.records(of: [KeyOfTopic(topic: topic, key: key)], in: $0) }[0]
    }

    func journal(_ aggregate: String) throws -> [JournalEntry] {
        try database.read { try Journal.entries(ofAggregate: aggregate, limit: 1000, in: $0) }
    }

    func position(_ topic: String, _ partition: Int32 = 0) throws -> Position? {
        try database.read { transaction in
            try transaction.query(
                "SELECT next, last_key, last_sequence FROM position WHERE topic = $1 AND on_partition = $2",
                [.text(topic), .integer(Int64(partition))]
            ).first.map {
                Position(
                    next: try $0.integer(0), lastKey: try $0.optionalText(1), lastSequence: try $0.optionalInteger(2))
            }
        }
    }

    func count(_ table: String) throws -> Int64 {
        try database.read { try $0.query("SELECT COUNT(*) FROM \(table)").first?.integer(0) ?? 0 }
    }

    func change(_ sql: String) throws { try database.transaction { _ = try $0.execute(sql) } }

    /// How many connections wait for another's lock. PostgreSQL.
    func waiting() throws -> Int64 {
        try database.read {
            try $0.query(
                """
                SELECT COUNT(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()
                """
            ).first?.integer(0) ?? 0
        }
    }
}

extension StepBench where Definition == BookingDefinition {
    convenience init(_ engine: Engine) throws { try self.init(engine, BookingDefinition()) }

    func events(_ booking: String) throws -> [BookingDecider.Event] {
        try journal(booking).map { try ProofJSON.decode(BookingDecider.Event.self, $0.folded ?? []) }
    }

    func used(_ room: String) throws -> Int64 {
        try database.read {
            try $0.query("SELECT used FROM proof_room WHERE room = $1", [.text(room)]).first?.integer(0) ?? -1
        }
    }
}

let noon = Instant(milliseconds: 1_600_000_000_000)

/// A record as the proof's outside writer writes it.
func record(
    _ sequence: Int64, of key: String, on topic: String = ProofTopic.requests, type: String = RequestNoted.type,
    value: [UInt8]?, at offset: Int64, partition: Int32 = 0, source: String = "urn:alp:test:outside"
) -> ConsumedRecord {
    let envelope = Envelope(
        topic: topic, key: key, sequence: sequence, type: type, source: source, subject: key, time: noon,
        correlation: "about-\(key)", cause: .outside)
    return ConsumedRecord(
        partition: TopicPartition(topic: topic, partition: partition), offset: offset, key: Array(key.utf8),
        value: value, headers: envelope.headers.map { Header($0.name, $0.value) })
}

func note(
    _ sequence: Int64, of key: String = "a", newer: Bool = false, at offset: Int64, note: Int? = nil
) throws -> ConsumedRecord {
    record(
        sequence, of: key, type: newer ? RequestNoted.newerType : RequestNoted.type,
        value: try ProofJSON.encode(RequestNoted(note: note ?? Int(sequence))), at: offset)
}

func made(
    _ sequence: Int64, of key: String, room: String = "room-0", seats: Int = 1, patience: Int64? = nil,
    at offset: Int64
) throws -> ConsumedRecord {
    record(
        sequence, of: key, type: RequestMade.type,
        value: try ProofJSON.encode(RequestMade(room: room, seats: seats, patience: patience)), at: offset)
}

func approved(_ sequence: Int64, of key: String, at offset: Int64) throws -> ConsumedRecord {
    record(
        sequence, of: key, on: ProofTopic.approvals, type: ApprovalGiven.type,
        value: try ProofJSON.encode(ApprovalGiven(by: "someone")), at: offset)
}

extension Step {
    /// Puts records through as one batch, their positions begun at 0 where they aren't known yet. Each partition's
    /// reading began at its first record here.
    @discardableResult
    func take(_ records: [ConsumedRecord], at now: Instant = noon) throws -> StepReport {
        var firsts: [KeyOfPartition: Int64] = [:]
        for record in records {
            let place = KeyOfPartition(record.partition)
            firsts[place] = min(firsts[place] ?? record.offset, record.offset)
        }
        let standing = try database.transaction { try Positions.load(Array(firsts.keys), in: $0) }
        return try handleBatch(
            records, from: firsts, generations: standing.mapValues(\.generation), at: now)
    }

    @discardableResult
    func handleBatch(
        _ records: [ConsumedRecord], from firsts: [KeyOfPartition: Int64],
        generations: [KeyOfPartition: Int64] = [:], at now: Instant = noon
    ) throws -> StepReport {
        var reading = ReadingPositions()
        var positions: [KeyOfPartition: Position] = [:]
        for (place, next) in firsts { positions[place] = Position(next: next, generation: generations[place] ?? 0) }
        reading.assigned(positions)
        let readings = records.map { Reading($0, identity: identity) }
        guard let moves = reading.moves(of: readings) else { throw KitError("a record of no assigned partition") }
        return try handle(.init(readings: readings, moves: moves), at: now)
    }
}
