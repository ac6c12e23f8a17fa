package import Messages
package import Vocabulary

/// What another service said of a request: a record of requests, decisions or sessions.
package enum Fact: Hashable, Sendable {
    case request(RequestMessage)
    case decision(DecisionMessage)
    case session(SessionMessage)

    package var message: any Message {
        switch self {
        case .request(let message): message.message
        case .decision(let message): message.message
        case .session(let message): message.message
        }
    }

    /// The campaign's revision that it was made on: its texts are at least as new.
    package var campaignRevision: Revision {
        switch self {
        case .request(let message): message.revisions.campaign
        case .decision(let message): message.revisions.campaign
        case .session(let message): message.revisions.campaign
        }
    }

    /// The request's revision that it was made on.
    package var requestRevision: Revision {
        switch self {
        case .request(let message): message.revisions.request
        case .decision(let message): message.revisions.request
        case .session(let message): message.revisions.request
        }
    }
}

/// Journalled and remembered as the message itself, beside its type and topic.
extension Fact: Codable {
    private enum CodingKeys: String, CodingKey { case topic, type, value }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let type = try container.decode(String.self, forKey: .type)
        let value = try MessageJSON.encode(try container.decode(JSONTree.self, forKey: .value))
        switch try container.decode(String.self, forKey: .topic) {
        case RequestMessage.topic.rawValue: self = .request(try RequestMessage(type: type, value: value))
        case DecisionMessage.topic.rawValue: self = .decision(try DecisionMessage(type: type, value: value))
        case SessionMessage.topic.rawValue: self = .session(try SessionMessage(type: type, value: value))
        default:
            throw DecodingError.dataCorruptedError(
                forKey: .topic, in: container, debugDescription: "not a topic of facts")
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        let topic: ProductTopic
        switch self {
        case .request: topic = RequestMessage.topic
        case .decision: topic = DecisionMessage.topic
        case .session: topic = SessionMessage.topic
        }
        let message = message
        try container.encode(topic.rawValue, forKey: .topic)
        try container.encode(type(of: message).type, forKey: .type)
        try container.encode(message, forKey: .value)
    }
}

private typealias Revisions = (campaign: Revision, request: Revision)

extension RequestMessage {
    fileprivate var revisions: Revisions {
        switch self {
        case .submitted(let message): (message.campaignRevision, message.requestRevision)
        case .consented(let message): (message.campaignRevision, message.requestRevision)
        case .amended(let message): (message.campaignRevision, message.requestRevision)
        case .withdrawn(let message): (message.campaignRevision, message.requestRevision)
        case .handedOver(let message): (message.campaignRevision, message.requestRevision)
        }
    }
}

extension DecisionMessage {
    fileprivate var revisions: Revisions {
        switch self {
        case .returned(let message): (message.campaignRevision, message.requestRevision)
        case .refused(let message): (message.campaignRevision, message.requestRevision)
        case .lateAccepted(let message): (message.campaignRevision, message.requestRevision)
        case .opinionAsked(let message): (message.campaignRevision, message.requestRevision)
        case .opinionRecorded(let message): (message.campaignRevision, message.requestRevision)
        case .speakerDecided(let message): (message.campaignRevision, message.requestRevision)
        case .lecturerDecided(let message): (message.campaignRevision, message.requestRevision)
        case .validated(let message): (message.campaignRevision, message.requestRevision)
        case .released(let message): (message.campaignRevision, message.requestRevision)
        case .dispositifNumbered(let message): (message.campaignRevision, message.requestRevision)
        case .cancelled(let message): (message.campaignRevision, message.requestRevision)
        }
    }
}

extension SessionMessage {
    fileprivate var revisions: Revisions {
        switch self {
        case .proposed(let message): (message.campaignRevision, message.requestRevision)
        case .confirmed(let message): (message.campaignRevision, message.requestRevision)
        case .declined(let message): (message.campaignRevision, message.requestRevision)
        case .published(let message): (message.campaignRevision, message.requestRevision)
        case .moved(let message): (message.campaignRevision, message.requestRevision)
        case .trainerReplaced(let message): (message.campaignRevision, message.requestRevision)
        case .freed(let message): (message.campaignRevision, message.requestRevision)
        case .notPlaced(let message): (message.campaignRevision, message.requestRevision)
        }
    }
}
