package import Kafka
import Messages
import Vocabulary

/// One record that the world outside writes to the proof's services.
package struct ProofInput: Hashable, Sendable {
    package struct Identity: Hashable, Sendable, Comparable, CustomStringConvertible {
        package var topic: String
        package var key: String
        package var sequence: Int64

        /// As an event's `ce_cause` names it.
        package var cause: String { "record:\(topic)/\(key)/\(sequence)" }
        package var description: String { "\(topic)/\(key)/\(sequence)" }

        package static func < (left: Identity, right: Identity) -> Bool {
            (left.topic, left.key, left.sequence) < (right.topic, right.key, right.sequence)
        }
    }

    package enum Fact: Hashable, Sendable {
        /// Patience in milliseconds: it lapses when no approval comes.
        case made(room: String, seats: Int, patience: Int?)
        case noted(Int)
        /// A type that version 1 of the program doesn't know.
        case newerNote(Int)
        case approved
    }

    package var identity: Identity
    package var fact: Fact

    package init(_ topic: String, _ key: String, _ sequence: Int64, _ fact: Fact) {
        identity = Identity(topic: topic, key: key, sequence: sequence)
        self.fact = fact
    }

    var type: String {
        switch fact {
        case .made: "request.made.v1"
        case .noted: "request.noted.v1"
        case .newerNote: "request.noted.v2"
        case .approved: "approval.given.v1"
        }
    }

    var value: String {
        switch fact {
        case .made(let room, let seats, let patience):
            #"{"room":"\#(room)","seats":\#(seats)"# + (patience.map { #","patience":\#($0)"# } ?? "") + "}"
        case .noted(let note), .newerNote(let note): #"{"note":\#(note)}"#
        case .approved: #"{"by":"somebody"}"#
        }
    }

    /// The same to the byte whenever it is published.
    package var record: ProducedRecord {
        let envelope = Envelope(
            topic: identity.topic, key: identity.key, sequence: identity.sequence, type: type,
            source: "urn:alp:dev:outside", subject: identity.key, time: Instant(milliseconds: 1_777_600_000_000),
            cause: .outside)
        return ProducedRecord(
            topic: identity.topic, key: Array(identity.key.utf8), value: Array(value.utf8),
            headers: envelope.headers.map { Header($0.name, $0.value) })
    }
}

package enum ProofTopics {
    package static let requests = "proof.requests.v1"
    package static let approvals = "proof.approvals.v1"
    package static let bookings = "proof.bookings.v1"
    package static let ledger = "proof.ledger.v1"
}
