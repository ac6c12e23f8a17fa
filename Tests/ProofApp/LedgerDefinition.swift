import Messages
package import ProofDomain
package import ServiceKit
package import Store

/// The proof's second service: many requests' bookings into one account a room.
package struct LedgerDefinition: ServiceDefinition {
    package static let name = "ledger"
    package static let inputs = [ProofTopic.bookings]

    package let decider = LedgerDecider()

    package init() {}

    package func input(from record: ReadRecord) throws -> LedgerDecider.Input? {
        guard let value = record.value else { return nil }
        guard record.envelope.type == BookingDefinition.eventType else {
            throw CannotHandle("its type is unknown")
        }
        let event = try ProofJSON.decode(BookingDecider.Event.self, value)
        return LedgerDecider.Input(room: event.room ?? "no-room", request: record.envelope.key, event: event)
    }

    package func input(from timer: DueTimer) throws -> LedgerDecider.Input {
        throw CannotHandle("the ledger sets no timers")
    }

    package func route(_ input: LedgerDecider.Input) -> [String] { [input.room] }

    package func world(
        for input: LedgerDecider.Input, aggregate: String, in transaction: any Transaction
    ) throws {}

    package func publication(of event: LedgerDecider.Event, aggregate: String) throws -> Publication {
        Publication(
            .own(topic: ProofTopic.ledger), type: LedgerDecider.Event.type, payload: try ProofJSON.encode(event))
    }

    package func event(type: String, payload: [UInt8]) throws -> LedgerDecider.Event {
        try ProofJSON.decode(LedgerDecider.Event.self, payload)
    }

    package func project(
        _ event: LedgerDecider.Event, aggregate: String, state: LedgerDecider.State, in transaction: any Transaction
    ) throws {}

    package var migrations: Migrations { Migrations([]) }
}
