package import Deciding

/// Reads the bookings of many requests into one account a room, and writes a line for each.
package struct LedgerDecider: Decider {
    package struct State: Codable, Hashable, Sendable {
        package var lines = 0
        package var seats = 0
    }

    package struct Input: Hashable, Sendable {
        package var room: String
        package var request: String
        package var event: BookingDecider.Event

        package init(room: String, request: String, event: BookingDecider.Event) {
            self.room = room
            self.request = request
            self.event = event
        }
    }

    /// `ledger.line.v1`.
    package struct Event: Codable, Hashable, Sendable {
        package static let type = "ledger.line.v1"
        package var room: String
        package var request: String
        package var line: Int
        /// Seats taken in the room after this line.
        package var seats: Int
    }

    package init() {}

    package var initial: State { State() }

    package func decide(_ input: Input, on state: State, given facts: Facts<Void>) throws -> [Event] {
        var seats = state.seats
        switch input.event {
        case .booked(_, let taken): seats += taken
        case .cancelled(_, let freed): seats -= freed
        case .requested, .noted, .approved, .refused, .lapsed, .passedOver: break
        }
        return [Event(room: input.room, request: input.request, line: state.lines + 1, seats: seats)]
    }

    package func evolve(_ state: State, by event: Event) -> State {
        State(lines: event.line, seats: event.seats)
    }
}
