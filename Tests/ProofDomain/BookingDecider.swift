package import Deciding
import Vocabulary

/// Books seats in rooms: a request and its approval come on two topics, in any order, and both are needed.
package struct BookingDecider: Decider {
    package struct State: Codable, Hashable, Sendable {
        package enum Phase: String, Codable, Sendable {
            /// Can become booked, refused, lapsed, cancelled.
            case waiting
            /// Can become cancelled.
            case booked
            case refused, lapsed, cancelled
        }

        package var phase = Phase.waiting
        package var room: String?
        package var seats = 0
        package var isApproved = false
        /// Changes with the order in which records were handled: two orders never give the same.
        package var trail: UInt64 = 0
    }

    package struct Input: Hashable, Sendable {
        package enum Fact: Hashable, Sendable {
            case made(RequestMade)
            case noted(RequestNoted)
            case approved(ApprovalGiven)
            case cancel
            case lapse
        }

        /// Which booking it is about.
        package var booking: String
        package var fact: Fact

        package init(booking: String, _ fact: Fact) {
            self.booking = booking
            self.fact = fact
        }
    }

    package enum Event: Codable, Hashable, Sendable {
        case requested(room: String, seats: Int, patienceUntil: Int64?)
        case noted(Int)
        case approved(by: String)
        case booked(room: String, seats: Int)
        case refused(room: String, seats: Int)
        case cancelled(room: String?, freed: Int)
        case lapsed(room: String?)
        /// Asked when nothing could come of it: a fact after a terminal state.
        case passedOver
    }

    /// What is free, by room.
    package typealias World = [String: Int]

    package init() {}

    package var initial: State { State() }

    package func decide(_ input: Input, on state: State, given facts: Facts<World>) throws -> [Event] {
        switch input.fact {
        case .made(let request):
            guard state.phase == .waiting, state.room == nil else { return [.passedOver] }
            let until = request.patience.map { (facts.now + .milliseconds($0)).milliseconds }
            let requested = Event.requested(room: request.room, seats: request.seats, patienceUntil: until)
            return [requested] + (state.isApproved ? [settle(request.room, request.seats, facts)] : [])
        case .noted(let noted):
            return [.noted(noted.note)]
        case .approved(let approval):
            guard state.phase == .waiting, !state.isApproved else { return [.passedOver] }
            guard let room = state.room else { return [.approved(by: approval.by)] }
            return [.approved(by: approval.by), settle(room, state.seats, facts)]
        case .cancel:
            switch state.phase {
            case .waiting: return [.cancelled(room: state.room, freed: 0)]
            case .booked: return [.cancelled(room: state.room, freed: state.seats)]
            case .refused, .lapsed, .cancelled: return [.passedOver]
            }
        case .lapse:
            return state.phase == .waiting ? [.lapsed(room: state.room)] : []
        }
    }

    private func settle(_ room: String, _ seats: Int, _ facts: Facts<World>) -> Event {
        facts.world[room, default: 0] >= seats ? .booked(room: room, seats: seats) : .refused(room: room, seats: seats)
    }

    package func evolve(_ state: State, by event: Event) -> State {
        var state = state
        state.trail = state.trail &* 1_000_003 &+ mark(event)
        switch event {
        case .requested(let room, let seats, _):
            state.room = room
            state.seats = seats
        case .noted, .passedOver:
            break
        case .approved:
            state.isApproved = true
        case .booked:
            state.phase = .booked
        case .refused:
            state.phase = .refused
        case .cancelled:
            state.phase = .cancelled
        case .lapsed:
            state.phase = .lapsed
        }
        return state
    }

    private func mark(_ event: Event) -> UInt64 {
        switch event {
        case .requested: 1
        case .approved: 2
        case .booked: 3
        case .refused: 4
        case .cancelled: 5
        case .lapsed: 6
        case .passedOver: 7
        case .noted(let note): 1000 + UInt64(truncatingIfNeeded: note)
        }
    }
}

extension BookingDecider.Event {
    /// The room that an event is about, where one is known.
    package var room: String? {
        switch self {
        case .requested(let room, _, _), .booked(let room, _), .refused(let room, _): room
        case .cancelled(let room, _), .lapsed(let room): room
        case .noted, .approved, .passedOver: nil
        }
    }
}
