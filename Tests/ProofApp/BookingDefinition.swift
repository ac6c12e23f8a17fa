import Messages
package import ProofDomain
package import ServiceKit
package import Store
import Vocabulary

/// The proof's first service: two topics in, seats booked by counter, timers, commands, one topic out.
package struct BookingDefinition: ServiceDefinition {
    package static let name = "bookings"
    package static let inputs = [ProofTopic.requests, ProofTopic.approvals]
    package static let eventType = "booking.event.v1"

    package let decider = BookingDecider()
    /// 1 doesn't know `request.noted.v2`; 2 does.
    package var version: Int
    /// Seats of a room.
    package var capacity: Int

    package init(version: Int = 1, capacity: Int = 20) {
        self.version = version
        self.capacity = capacity
    }

    package func input(from record: ReadRecord) throws -> BookingDecider.Input? {
        guard let value = record.value else { return nil }
        return BookingDecider.Input(booking: record.envelope.key, try fact(record.envelope.type, value))
    }

    private func fact(_ type: String, _ value: [UInt8]) throws -> BookingDecider.Input.Fact {
        switch type {
        case RequestMade.type: .made(try ProofJSON.decode(RequestMade.self, value))
        case RequestNoted.type: .noted(try ProofJSON.decode(RequestNoted.self, value))
        case RequestNoted.newerType where version >= 2: .noted(try ProofJSON.decode(RequestNoted.self, value))
        case ApprovalGiven.type: .approved(try ProofJSON.decode(ApprovalGiven.self, value))
        default: throw CannotHandle("its type is unknown to version \(version)")
        }
    }

    package func input(from timer: DueTimer) throws -> BookingDecider.Input {
        BookingDecider.Input(booking: timer.subject, .lapse)
    }

    package func route(_ input: BookingDecider.Input) -> [String] { [input.booking] }

    /// What is free in the room that is asked for, without a lock: the counter's guard in `project` decides.
    package func world(
        for input: BookingDecider.Input, aggregate: String, in transaction: any Transaction
    ) throws -> BookingDecider.World {
        let rows = try transaction.query("SELECT room, used FROM proof_room", [])
        var free: [String: Int] = [:]
        for row in rows { free[try row.text(0)] = capacity - Int(try row.integer(1)) }
        return free
    }

    package func publication(of event: BookingDecider.Event, aggregate: String) throws -> Publication {
        Publication(
            .own(topic: ProofTopic.bookings), type: Self.eventType, payload: try ProofJSON.encode(event))
    }

    package func event(type: String, payload: [UInt8]) throws -> BookingDecider.Event {
        try ProofJSON.decode(BookingDecider.Event.self, payload)
    }

    package func timers(after event: BookingDecider.Event, aggregate: String) -> [TimerChange] {
        switch event {
        case .requested(_, _, let until?):
            [.set(kind: "lapse", ordinal: 1, at: Instant(milliseconds: until))]
        case .booked, .refused, .cancelled:
            [.cancel(kind: "lapse", ordinal: 1)]
        case .requested, .noted, .approved, .lapsed, .passedOver:
            []
        }
    }

    package func project(
        _ event: BookingDecider.Event, aggregate: String, state: BookingDecider.State,
        in transaction: any Transaction
    ) throws {
        switch event {
        case .booked(let room, let seats):
            let changed = try transaction.execute(
                "UPDATE proof_room SET used = used + $2 WHERE room = $1 AND used + $2 <= $3",
                [.text(room), .integer(Int64(seats)), .integer(Int64(capacity))])
            guard changed == 1 else {
                throw StoreError(.guardRefused, operation: "book seats", detail: "the room filled up meanwhile")
            }
        case .cancelled(let room?, let freed) where freed > 0:
            try transaction.execute(
                "UPDATE proof_room SET used = used - $2 WHERE room = $1", [.text(room), .integer(Int64(freed))])
        case .cancelled, .requested, .noted, .approved, .refused, .lapsed, .passedOver:
            break
        }
    }

    package static let rooms = (0..<8).map { "room-\($0)" }

    package var migrations: Migrations {
        Migrations([
            Migration(
                "proof/001-rooms",
                ["CREATE TABLE proof_room (room TEXT NOT NULL PRIMARY KEY, used BIGINT NOT NULL)"]
                    + Self.rooms.map { "INSERT INTO proof_room (room, used) VALUES ('\($0)', 0)" })
        ])
    }
}
