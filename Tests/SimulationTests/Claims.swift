import Kafka
import Messages
import ProofApp
import ProofDomain
import ServiceKit
import Store
import StoreSQLite
import Vocabulary

/// HEART's claims, checked once everything has come to rest, from the inputs, the journals and the log alone.
extension Simulation {
    func check() throws {
        try checkInputsHandledOnceInOrder()
        try checkNothingWaits()
        try checkCommands()
        try checkSeats()
        try checkPublished(bookings, ProofTopic.bookings)
        try checkPublished(ledger, ProofTopic.ledger)
        try checkLedger()
        try checkFold(bookings)
        try checkFold(ledger)
    }

    private func journal<Definition>(_ service: SimulatedService<Definition>) throws -> [JournalEntry] {
        try service.database.read { transaction in
            var entries: [JournalEntry] = []
            for row in try Aggregates.page(after: "", limit: 1000, in: transaction) {
                entries += try Journal.entries(ofAggregate: row.id, limit: 10_000, in: transaction)
            }
            return entries
        }
    }

    /// C1, C2: each record made its events once, a key's records in order of sequence, and none is missing.
    private func checkInputsHandledOnceInOrder() throws {
        var handled: [KeyOfTopic: [Int64]] = [:]
        for entry in try journal(bookings) {
            guard case .record(let topic, let key, let sequence)? = Cause(text: entry.cause) else { continue }
            let line = KeyOfTopic(topic: topic, key: key)
            // Several events of one record stand together.
            if handled[line]?.last != sequence { handled[line, default: []].append(sequence) }
        }
        var expected: [KeyOfTopic: Int64] = [:]
        for record in written {
            let key = KeyOfTopic(topic: record.topic, key: String(decoding: record.key ?? [], as: UTF8.self))
            expected[key, default: 0] += 1
        }
        for (key, count) in expected where handled[key] ?? [] != Array(1...count) {
            throw Violation("C1/C2: \(key) was handled as \(handled[key] ?? []), expected 1 to \(count)")
        }
        let seen = try bookings.database.read { transaction in
            try transaction.query("SELECT topic, key, next FROM seen", []).map {
                (KeyOfTopic(topic: try $0.text(0), key: try $0.text(1)), try $0.integer(2))
            }
        }
        for (key, next) in seen where expected[key].map({ $0 + 1 != next }) ?? (next != 1) {
            throw Violation("C2: \(key) stands at \(next), expected \(expected[key] ?? 0) + 1")
        }
    }

    private func checkNothingWaits() throws {
        for (name, database) in [("bookings", bookings.database), ("ledger", ledger.database)] {
            let parked = try database.read { try Parked.list(topic: nil, key: nil, limit: 10, in: $0) }
            if let first = parked.first {
                throw Violation("C2: \(name) still parks \(first.key)/\(first.sequence): \(first.error ?? "waiting")")
            }
        }
        for place in bookings.places {
            let position = try bookings.database.transaction {
                try Positions.load([KeyOfPartition(place)], in: $0)[KeyOfPartition(place)]
            }
            if position?.next != log.end(place) {
                throw Violation("C4: \(place) stands at \(String(describing: position?.next)) of \(log.end(place))")
            }
        }
    }

    /// C3: what a person was told happened is in the journal, once.
    private func checkCommands() throws {
        let causes = try journal(bookings).map(\.cause)
        for key in told.keys {
            let count = causes.count { $0 == "command:\(key)" }
            if count != 1 { throw Violation("C3: \(key) was told and stands \(count) times in the journal") }
        }
        for (key, _) in pending where told[key] == nil {
            let count = causes.count { $0 == "command:\(key)" }
            if count > 1 { throw Violation("C1: \(key) stands \(count) times in the journal") }
        }
    }

    private func checkSeats() throws {
        var taken: [String: Int] = [:]
        for entry in try journal(bookings) {
            switch try bookings.definition.event(type: entry.type, payload: entry.folded ?? []) {
            case .booked(let room, let seats): taken[room, default: 0] += seats
            case .cancelled(let room?, let freed): taken[room, default: 0] -= freed
            default: break
            }
        }
        let used = try bookings.database.read { transaction in
            try transaction.query("SELECT room, used FROM proof_room", []).map {
                (try $0.text(0), Int(try $0.integer(1)))
            }
        }
        for (room, used) in used {
            if used > Self.capacity { throw Violation("\(room) has \(used) seats taken of \(Self.capacity)") }
            if used != taken[room, default: 0] {
                throw Violation("\(room) counts \(used), the journal \(taken[room, default: 0])")
            }
        }
    }

    /// Every journalled event stands on its topic, and every copy of it is the same to the byte.
    private func checkPublished<Definition>(_ service: SimulatedService<Definition>, _ topic: String) throws {
        var published: [String: ConsumedRecord] = [:]
        for record in log.all(of: topic) {
            guard let id = record.header("ce_id").map({ String(decoding: $0, as: UTF8.self) }),
                record.header("ce_source") == Array(service.source.description.utf8)
            else { continue }
            if let before = published[id], before.value != record.value || before.headers != record.headers {
                throw Violation("\(id) was published with two contents")
            }
            published[id] = record
        }
        for entry in try journal(service) where entry.topic == topic {
            guard published["\(topic)/\(entry.key)/\(entry.sequence)"]?.value == entry.payload else {
                throw Violation("C2: \(topic)/\(entry.key)/\(entry.sequence) is journalled and not published")
            }
        }
    }

    /// The second service saw each of the first's events once.
    private func checkLedger() throws {
        let causes = try journal(ledger).map(\.cause)
        if Set(causes).count != causes.count { throw Violation("C1: the ledger handled a record twice") }
        let events = try journal(bookings).filter { $0.topic == ProofTopic.bookings }
        if events.count != causes.count {
            throw Violation("C2: the ledger has \(causes.count) lines for \(events.count) events")
        }
    }

    private func checkFold<Definition>(_ service: SimulatedService<Definition>) throws {
        let report = try service.step(0, definition: service.definition).verify()
        if let difference = report.differences.first {
            throw Violation("fold: \(difference.aggregate): \(difference.what)")
        }
    }
}
