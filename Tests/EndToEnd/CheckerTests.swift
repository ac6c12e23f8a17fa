import ProofPlay
import TestKit
import Testing

/// The judge is judged: on a small world that is right, and on that world with one thing wrong.
@Suite(.timeLimit(.minutes(1)))
struct `The checker` {
    private let inputs = [
        ProofInput(ProofTopics.requests, "r1", 1, .made(room: "room-1", seats: 3, patience: nil)),
        ProofInput(ProofTopics.requests, "r1", 2, .noted(5)), ProofInput(ProofTopics.approvals, "r1", 1, .approved),
    ]

    private static func record(
        _ topic: String, _ key: String, _ sequence: Int, _ cause: String, _ value: String, offset: Int64? = nil
    ) -> Kcat.Record {
        Kcat.Record(
            topic: topic, partition: 0, offset: offset ?? Int64(sequence), key: key, value: value,
            headers: [
                ("ce_id", "\(topic)/\(key)/\(sequence)"), ("ce_sequence", "\(sequence)"),
                ("ce_source", topic == ProofTopics.ledger ? "urn:alp:dev:ledger" : "urn:alp:dev:bookings"),
                ("ce_cause", cause),
            ])
    }

    private static func booking(_ sequence: Int, _ cause: String, _ value: String) -> Kcat.Record {
        record(ProofTopics.bookings, "r1", sequence, cause, value)
    }

    private static func line(_ room: String, _ sequence: Int, of event: Int, seats: Int) -> Kcat.Record {
        record(
            ProofTopics.ledger, room, sequence, "record:proof.bookings.v1/r1/\(event)",
            #"{"room":"\#(room)","request":"r1","line":\#(sequence),"seats":\#(seats)}"#)
    }

    private let bookings = [
        booking(1, "record:proof.requests.v1/r1/1", #"{"requested":{"room":"room-1","seats":3}}"#),
        booking(2, "record:proof.requests.v1/r1/2", #"{"noted":{"_0":5}}"#),
        booking(3, "record:proof.approvals.v1/r1/1", #"{"approved":{"by":"somebody"}}"#),
        booking(4, "record:proof.approvals.v1/r1/1", #"{"booked":{"room":"room-1","seats":3}}"#),
    ]
    private let ledger = [
        line("room-1", 1, of: 1, seats: 0), line("no-room", 1, of: 2, seats: 0), line("no-room", 2, of: 3, seats: 0),
        line("room-1", 2, of: 4, seats: 3),
    ]

    private func judge(
        _ bookings: [Kcat.Record]? = nil, _ ledger: [Kcat.Record]? = nil, inputs: [ProofInput]? = nil,
        commands: [CommandLog.Entry] = [], capacity: Int = 20
    ) -> Checker.Findings {
        Checker(inputs: inputs ?? self.inputs, commands: commands, capacity: capacity)
            .judge(bookings: bookings ?? self.bookings, ledger: ledger ?? self.ledger)
    }

    @Test func `finds nothing where all is right, copies included`() {
        let findings = judge(bookings + [bookings[1]], ledger + ledger)
        #expect(findings.wrong == [])
        #expect(findings.missing == [])
        #expect(findings.copies == 5)
    }

    @Test func `misses an input's event, a line, and a sequence`() {
        let more = inputs + [ProofInput(ProofTopics.requests, "r1", 3, .noted(6))]
        #expect(judge(inputs: more).missing == ["proof.requests.v1/r1/3: no event"])
        #expect(judge(nil, Array(ledger.dropLast())).missing == ["proof.bookings.v1/r1/4: no line in the ledger"])
        let hole = [bookings[0]] + bookings[2...]
        #expect(judge(hole).missing.contains("proof.bookings.v1/r1: 2 is missing, 3 is there"))
    }

    @Test func `sees an effect that came twice`() {
        let twice = Self.booking(5, "record:proof.requests.v1/r1/2", #"{"noted":{"_0":5}}"#)
        #expect(
            judge(bookings + [twice]).wrong.contains {
                $0.hasPrefix("record:proof.requests.v1/r1/2 had its effect more than once")
            })
        let line = Self.line("room-1", 3, of: 4, seats: 6)
        #expect(judge(nil, ledger + [line]).wrong.contains { $0.contains("has two lines") })
    }

    @Test func `sees records of a key that were handled out of order`() {
        let note = Self.booking(1, "record:proof.requests.v1/r1/2", #"{"noted":{"_0":5}}"#)
        let request = Self.booking(
            2, "record:proof.requests.v1/r1/1", #"{"requested":{"room":"room-1","seats":3}}"#)
        #expect(
            judge([note, request] + bookings[2...]).wrong.contains {
                $0.hasPrefix("proof.requests.v1/r1/2 was handled before 1")
            })
    }

    @Test func `sees a copy with other bytes, and a record from nowhere`() {
        let forged = Self.booking(2, "record:proof.requests.v1/r1/2", #"{"noted":{"_0":6}}"#)
        #expect(judge(bookings + [forged]).wrong.contains { $0.contains("r1/2 stands with different bytes") })
        #expect(
            judge(inputs: Array(inputs.dropLast())).wrong.contains { $0.contains("r1/3 comes from nowhere") })
    }

    @Test func `sees a room that is overbooked, and one that was refused though it was free`() {
        #expect(judge(capacity: 2).wrong.contains("room-1 has 3 seats taken of 2"))
        let refused = Self.booking(4, "record:proof.approvals.v1/r1/1", #"{"refused":{"room":"room-1","seats":3}}"#)
        let findings = judge(
            bookings.dropLast() + [refused], ledger.dropLast() + [Self.line("room-1", 2, of: 4, seats: 0)])
        #expect(findings.wrong == ["r1/4: 3 seats in room-1 were refused though they were free"])
    }

    @Test func `misses what a person was told`() {
        let told = CommandLog.Entry(
            idempotencyKey: "c1", booking: "r1", told: .init(booking: "r1", revision: 5, phase: "cancelled"))
        #expect(judge(commands: [told]).missing == ["r1: told of c1, and no event of it"])
        let untold = CommandLog.Entry(idempotencyKey: "c2", booking: "r1")
        #expect(judge(commands: [untold]).missing == [])
        let cancelled = Self.booking(5, "command:c1", #"{"cancelled":{"room":"room-1","freed":3}}"#)
        let line = Self.line("room-1", 3, of: 5, seats: 0)
        #expect(judge(bookings + [cancelled], ledger + [line], commands: [told]).wrong == [])
        let other = CommandLog.Entry(
            idempotencyKey: "c1", booking: "r1", told: .init(booking: "r1", revision: 4, phase: "cancelled"))
        #expect(judge(bookings + [cancelled], ledger + [line], commands: [other]).wrong.count == 1)
    }
}
