import Messages
import Rulebook
import ServiceKit
import Store
import ValidationDomain
import Vocabulary

/// Validation to the heart: requests, sessions and letters in; campaigns and decisions out.
struct ValidationDefinition: ServiceDefinition {
    static let service = "validation"
    static let inputs = [ProductTopic.requests, .sessions, .letters].map(\.rawValue)

    let decider: ValidationDecider
    private let campaigns = CampaignCache()

    /// Campaigns have a key of their own: their aggregates can't be taken for requests.
    let sharedTopics: Set<String> = [ProductTopic.campaigns.rawValue]

    func input(from record: ReadRecord) throws -> AddressedInput? {
        let (type, key) = (record.envelope.type, record.envelope.key)
        guard let value = record.value else { return nil }
        guard (try? RequestID(key)) != nil else { return nil }
        switch ProductTopic(name: record.envelope.topic) {
        case .requests: return AddressedInput(key, .request(try RequestMessage(type: type, value: value)))
        case .sessions: return AddressedInput(key, .sessions(try SessionMessage(type: type, value: value)))
        case .letters: return AddressedInput(key, .letter(try LetterMessage(type: type, value: value)))
        default: return nil
        }
    }

    func input(from timer: DueTimer) throws -> AddressedInput { throw CannotHandle("Validation sets no timers") }

    func route(_ input: AddressedInput) -> [String] { [input.aggregate] }

    /// The campaign as it stands: of what is submitted, by its message; of all else, by the row of its request.
    func world(
        for addressed: AddressedInput, aggregate: String, in transaction: any Transaction
    ) throws -> ValidationWorld {
        switch addressed.input {
        case .publish, .sessions, .letter, .request(.withdrawn), .request(.handedOver):
            return ValidationWorld()
        case .request(.submitted(let submitted)):
            return ValidationWorld(campaign: try campaigns.current(submitted.campaign.text, in: transaction))
        case .request(.amended), .request(.consented), .judge, .act:
            return try world(ofRequest: aggregate, in: transaction)
        }
    }

    func world(ofRequest request: String, in transaction: any Transaction) throws -> ValidationWorld {
        guard let campaign = try QueueTable.campaign(of: request, in: transaction) else { return ValidationWorld() }
        return ValidationWorld(campaign: try campaigns.current(campaign, in: transaction))
    }

    func publication(of event: ValidationEvent, aggregate: String) throws -> Publication {
        switch event {
        case .campaign(let message):
            let key = Aggregate.campaign(of: aggregate) ?? aggregate
            return Publication(
                .shared(topic: ProductTopic.campaigns.rawValue, key: key), type: message.type,
                payload: try message.value())
        case .decision(let message):
            return Publication(
                .own(topic: ProductTopic.decisions.rawValue), type: message.type, payload: try message.value())
        case .note(let note):
            return Publication(.journalOnly, type: note.type, payload: try MessageJSON.encode(note))
        }
    }

    func event(type: String, payload: [UInt8]) throws -> ValidationEvent {
        if type.hasPrefix("campaign.") { return .campaign(try CampaignMessage(type: type, value: payload)) }
        if type.hasPrefix("decision.") { return .decision(try DecisionMessage(type: type, value: payload)) }
        return .note(try MessageJSON.decode(Note.self, from: payload))
    }

    func project(
        _ event: ValidationEvent, aggregate: String, state: ValidationState, in transaction: any Transaction
    ) throws {
        if case .campaign(.published(let published)) = event {
            try CampaignTable.insert(published, in: transaction)
        } else if let request = state.request {
            try QueueTable.write(
                request, revision: state.revision, id: aggregate, after: event, places: decider.places,
                in: transaction)
        }
    }

    var migrations: Migrations { .validation }
}
