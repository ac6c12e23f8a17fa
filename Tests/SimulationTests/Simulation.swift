import Deciding
import Kafka
import Messages
import ProofApp
import ProofDomain
import ServiceKit
import Store
import StoreSQLite
import TestKit
import Vocabulary

/// One seeded life of two services over a broker that misbehaves: instances that crash at every point of a step,
/// zombies that go on with partitions they lost, relays that sleep and publish late and twice, records that come
/// doubled and out of order, a store that is busy or away, a program that is upgraded, a broker that forgets
/// everything.
struct Simulation {
    var random: SeededRandom
    let log: SimulatedLog
    let bookings: SimulatedService<BookingDefinition>
    let ledger: SimulatedService<LedgerDefinition>
    var now = Instant(milliseconds: 1_600_000_000_000)
    /// What the outside writers wrote, in order per (topic, key); published in whatever order and number.
    var written: [ProducedRecord] = []
    var unsent: [Int] = []
    /// Commands people sent, and the answer each was told.
    var told: [String: Answer] = [:]
    var pending: [(key: String, booking: String)] = []
    var version = 1
    /// Whether this life's broker loses its log now and then. Most don't: then everything is read and published again,
    /// which would mend, and hide, whatever went wrong before.
    let forgets: Bool
    /// Whether the outside writers send records a second time. Half don't, for the same reason: the second would stand
    /// in for a first that was lost.
    let doubles: Bool
    static let capacity = 6

    init(seed: UInt64) throws {
        random = SeededRandom(seed: seed)
        forgets = seed.isMultiple(of: 5)
        doubles = seed.isMultiple(of: 2)
        log = SimulatedLog(partitions: 2)
        let writers = [
            ProofTopic.requests: "outside", ProofTopic.approvals: "outside", ProofTopic.bookings: "bookings",
            ProofTopic.ledger: "ledger",
        ]
        bookings = try SimulatedService(
            name: "bookings", inputs: BookingDefinition.inputs,
            definition: BookingDefinition(version: 1, capacity: Self.capacity), writers: writers, instances: 2, log: log
        )
        ledger = try SimulatedService(
            name: "ledger", inputs: LedgerDefinition.inputs, definition: LedgerDefinition(), writers: writers,
            instances: 2, log: log)
        try writeInputs()
    }

    private mutating func writeInputs() throws {
        let keys = Int.random(in: 1...3, using: &random)
        for key in 0..<keys {
            var sequence: [String: Int64] = [:]
            func record(_ topic: String, _ type: String, _ value: some Encodable) throws -> ProducedRecord {
                sequence[topic, default: 0] += 1
                let envelope = Envelope(
                    topic: topic, key: "r\(key)", sequence: sequence[topic, default: 0], type: type,
                    source: "urn:alp:test:outside", subject: "r\(key)", time: now, cause: .outside)
                return ProducedRecord(
                    topic: topic, key: Array("r\(key)".utf8), value: try ProofJSON.encode(value),
                    headers: envelope.headers.map { Header($0.name, $0.value) })
            }
            let room = "room-\(Int.random(in: 0...1, using: &random))"
            let patience: Int64? = Int.random(in: 0..<3, using: &random) == 0 ? 40 : nil
            let made = RequestMade(room: room, seats: Int.random(in: 1...4, using: &random), patience: patience)
            written.append(try record(ProofTopic.requests, RequestMade.type, made))
            for note in 0..<Int.random(in: 0...5, using: &random) {
                let isNewer = Int.random(in: 0..<5, using: &random) == 0
                let type = isNewer ? RequestNoted.newerType : RequestNoted.type
                written.append(try record(ProofTopic.requests, type, RequestNoted(note: note)))
            }
            for _ in 0..<Int.random(in: 0...3, using: &random) {
                written.append(try record(ProofTopic.approvals, ApprovalGiven.type, ApprovalGiven(by: "someone")))
            }
            if Int.random(in: 0..<3, using: &random) == 0 { pending.append(("command-\(key)", "r\(key)")) }
        }
        unsent = Array(written.indices)
    }

    /// Lives for a while under faults, then heals, and lets everything come to rest.
    mutating func run(steps: Int) throws {
        for _ in 0..<steps { try act() }
        try comeToRest()
    }

    private mutating func act() throws {
        now = now + .milliseconds(Int.random(in: 0...5, using: &random))
        switch Int.random(in: 0..<100, using: &random) {
        case 0..<22: send()
        case 22..<28: try sendForeign()
        case 28..<31 where forgets: try loseTheLog()
        case 31..<34: upgrade()
        case 34..<42: try command()
        default:
            if Bool.random(using: &random) { try act(on: bookings) } else { try act(on: ledger) }
        }
    }

    /// Publishes a record of the outside writers: mostly the oldest that isn't sent, sometimes a later one first, or
    /// one for the second time.
    private mutating func send() {
        let choice = Int.random(in: 0..<10, using: &random)
        if choice < 2, doubles, let again = written.indices.randomElement(using: &random) {
            _ = log.append(written[again])
        } else if choice < 5, let position = unsent.indices.randomElement(using: &random) {
            _ = log.append(written[unsent.remove(at: position)])
        } else if !unsent.isEmpty {
            _ = log.append(written[unsent.removeFirst()])
        }
    }

    private mutating func sendForeign() throws {
        let topic = [ProofTopic.requests, ProofTopic.bookings].randomElement(using: &random) ?? ProofTopic.requests
        let headers = [[], [Header("ce_id", "x")]].randomElement(using: &random) ?? []
        _ = log.append(ProducedRecord(topic: topic, key: Array("r0".utf8), value: [1, 2, 3], headers: headers))
    }

    private mutating func loseTheLog() throws {
        log.forgetEverything()
        unsent = Array(written.indices)
        try bookings.startAgainAfterLostLog()
        try ledger.startAgainAfterLostLog()
    }

    /// The newer program comes to one instance after the other.
    private mutating func upgrade() {
        version = 2
        bookings.restart(Int.random(in: 0..<bookings.instances.count, using: &random), program: "2")
    }

    private mutating func act<Definition>(on service: SimulatedService<Definition>) throws {
        let index = Int.random(in: 0..<service.instances.count, using: &random)
        let what = Int.random(in: 0..<20, using: &random)
        // A batch that fails and is run again, or isn't, shows only where more of its partition is read behind it.
        let isBatch = (9..<14).contains(what)
        service.fate.disarm()
        if Int.random(in: 0..<(isBatch ? 3 : 6), using: &random) == 0 {
            let kinds: [Fate.Kind] = isBatch ? [.crash, .conflict, .outage] : [.crash, .crash, .conflict, .outage]
            service.fate.arm(
                kinds.randomElement(using: &random) ?? .crash, afterVisits: Int.random(in: 0..<8, using: &random),
                times: Int.random(in: 1...4, using: &random))
        }
        useProgram(of: index, in: service)
        do {
            switch what {
            case 0..<3: try rebalance(service, index)
            case 3..<9: service.fetch(index, atMost: Int.random(in: 1...4, using: &random), &random)
            case 9..<14: try service.process(index, atMost: Int.random(in: 1...5, using: &random), now: now)
            case 14: try service.beginRound(index, limit: Int.random(in: 1...6, using: &random))
            case 15:
                try service.markRound(index)
                try endRound(service, index)
            case 16:
                try service.beginRound(index, limit: 10)
                try endRound(service, index)
            case 17: try service.sweep(index, now: now)
            case 18: try service.fireTimers(index, now: now)
            default: service.restart(index)
            }
        } catch is SimulatedCrash {
            service.restart(index)
        } catch is StoreError {
            // The relay's transaction failed; it begins again later.
        }
        service.fate.disarm()
    }

    /// The instance's program decides with its own version.
    private func useProgram<Definition>(of index: Int, in service: SimulatedService<Definition>) {
        if let bookings = service as? SimulatedService<BookingDefinition> {
            bookings.definition.version = Int(bookings.instances[index].program) ?? 1
        }
    }

    private mutating func rebalance<Definition>(_ service: SimulatedService<Definition>, _ index: Int) throws {
        let mine = service.places.filter { _ in Bool.random(using: &random) }
        if Bool.random(using: &random) { service.unassign(index) }
        _ = try service.assign(index, mine)
    }

    private mutating func endRound<Definition>(_ service: SimulatedService<Definition>, _ index: Int) throws {
        let failing = Int.random(in: 0..<4, using: &random) == 0 ? Int.random(in: 0..<4, using: &random) : -1
        try service.sendRound(index, failing: { $0 == failing })
        // It may sleep between its reports and its marks.
        if Int.random(in: 0..<4, using: &random) != 0 { try service.markRound(index) }
    }

    /// A person cancels, may lose the answer, and asks again with the same key.
    private mutating func command() throws {
        guard let (key, booking) = pending.randomElement(using: &random) else { return }
        let index = Int.random(in: 0..<bookings.instances.count, using: &random)
        useProgram(of: index, in: bookings)
        if Int.random(in: 0..<3, using: &random) == 0 {
            bookings.fate.arm(.crash, afterVisits: Int.random(in: 0..<5, using: &random))
        }
        defer { bookings.fate.disarm() }
        do {
            let outcome = try bookings.step(index, definition: bookings.definition).handle(
                Command(
                    idempotencyKey: key, bodySHA256: sha256(Array(booking.utf8)), aggregate: booking,
                    input: BookingDecider.Input(booking: booking, .cancel), actor: "pilot"), at: now
            ) { events, _, revision in
                Answer(status: 200, body: Array("\(events.count) \(revision)".utf8))
            }
            switch outcome {
            case .answered(let answer), .again(let answer):
                if let before = told[key], before != answer { throw Violation("C3: \(key) was answered differently") }
                told[key] = answer
            case .keyUsedForAnother, .stale: throw Violation("C3: \(key) gave \(outcome)")
            }
        } catch is SimulatedCrash {
            bookings.restart(index)
        }
    }

    /// The faults end: everything is sent, everyone runs the newest program, one instance owns all.
    private mutating func comeToRest() throws {
        for index in unsent { _ = log.append(written[index]) }
        unsent = []
        for index in bookings.instances.indices { bookings.restart(index, program: "2") }
        for index in ledger.instances.indices { ledger.restart(index) }
        bookings.definition.version = 2
        now = now + .seconds(1)
        for _ in 0..<40 {
            let before = try figures()
            try settle(bookings)
            try settle(ledger)
            if try figures() == before { return }
        }
        throw Violation("it does not come to rest")
    }

    private mutating func settle<Definition>(_ service: SimulatedService<Definition>) throws {
        service.unassign(0)
        let checks = try service.assign(0, service.places)
        guard checks.isEmpty else { throw Violation("a position doesn't fit: \(checks)") }
        for _ in 0..<8 {
            for _ in service.places { service.fetch(0, atMost: 500, &random) }
            try service.process(0, atMost: 500, now: now)
        }
        try service.sweep(0, now: now)
        try service.fireTimers(0, now: now)
        try service.beginRound(0, limit: 1000)
        try service.sendRound(0, failing: { _ in false })
        try service.markRound(0)
    }

    private func figures() throws -> [String] {
        var lines: [String] = []
        for database in [bookings.database, ledger.database] {
            for table in ["seen", "parked", "journal", "position", "due"] {
                let order = table == "journal" ? "topic, key, sequence" : "1, 2, 3"
                let columns = table == "journal" ? "topic, key, sequence, published_offset IS NULL" : "*"
                lines += try database.read { transaction in
                    try transaction.query("SELECT \(columns) FROM \(table) ORDER BY \(order)", []).map {
                        "\($0.values)"
                    }
                }
            }
        }
        return lines
    }
}

/// What was promised and isn't so.
struct Violation: Error, CustomStringConvertible {
    var description: String

    init(_ description: String) { self.description = description }
}
