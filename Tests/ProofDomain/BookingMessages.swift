/// What stands on the proof's topics. A stand-in for a real service's messages: two topics are read into one booking.
package enum ProofTopic {
    package static let requests = "proof.requests.v1"
    package static let approvals = "proof.approvals.v1"
    package static let bookings = "proof.bookings.v1"
    package static let ledger = "proof.ledger.v1"
}

/// `request.made.v1`: seats asked in a room.
package struct RequestMade: Codable, Hashable, Sendable {
    package static let type = "request.made.v1"
    package var room: String
    package var seats: Int
    /// Waits this long for its approval, then lapses. Milliseconds; nil: for ever.
    package var patience: Int64?

    package init(room: String, seats: Int, patience: Int64? = nil) {
        self.room = room
        self.seats = seats
        self.patience = patience
    }
}

/// `request.noted.v1`: nothing but one more record of its key.
package struct RequestNoted: Codable, Hashable, Sendable {
    package static let type = "request.noted.v1"
    /// A type that version 1 of the program doesn't know: its record is poison until version 2 runs.
    package static let newerType = "request.noted.v2"
    package var note: Int

    package init(note: Int) { self.note = note }
}

/// `approval.given.v1`.
package struct ApprovalGiven: Codable, Hashable, Sendable {
    package static let type = "approval.given.v1"
    package var by: String

    package init(by: String) { self.by = by }
}
