import IntakeDomain
import Messages
import ServiceKit
import Vocabulary

/// The inputs that other services' records are. What Intake has no use for is nil and handled; a type that is unknown,
/// or an unknown choice that it needs, parks the record's key until a program that knows it.
enum RecordReading {
    static func input(from record: ReadRecord) throws -> IntakeInput? {
        guard let value = record.value else { return nil }
        let envelope = record.envelope
        do {
            switch ProductTopic(name: envelope.topic) {
            case .campaigns:
                return .campaign(
                    try CampaignID(envelope.key), act(try CampaignMessage(type: envelope.type, value: value)))
            case .decisions:
                return try fact(of: DecisionMessage(type: envelope.type, value: value), envelope)
            case .sessions: return try fact(of: SessionMessage(type: envelope.type, value: value), envelope)
            case .letters: return try fact(of: LetterMessage(type: envelope.type, value: value), envelope)
            case .contracts:
                // Nothing of a contract is shown yet; a type of tomorrow waits for its program all the same.
                _ = try ContractMessage(type: envelope.type, value: value)
                return nil
            case .requests, .directory, .schedulingJobs, .rosters, .feed, .feedPeople, nil:
                throw CannotHandle("intake doesn't read \(envelope.topic)")
            }
        } catch let error as UnknownMessageType {
            throw CannotHandle("\(error)")
        } catch let error as UnknownValue {
            throw CannotHandle("\(error)")
        }
    }

    private static func act(_ message: CampaignMessage) -> CampaignAct {
        switch message {
        case .published(let published): .published(published)
        case .closed(let closed): .closed(closed)
        }
    }

    private static func input(
        _ envelope: Envelope, _ revision: Revision, _ actor: MessageActor?, _ what: Fact.What
    ) throws -> IntakeInput {
        .request(
            try RequestID(envelope.key),
            .fact(
                Fact(
                    at: Timestamp(envelope.time), requestRevision: revision, role: actor?.role.value, what: what)))
    }

    private static func fact(of message: DecisionMessage, _ envelope: Envelope) throws -> IntakeInput? {
        switch message {
        case .returned(let message):
            try input(
                envelope, message.requestRevision, message.actor,
                .returned(
                    Returned(
                        breaches: message.breaches.compactMap(\.value), message: message.message,
                        answerBy: message.answerBy)))
        case .refused(let message):
            try input(
                envelope, message.requestRevision, message.actor,
                .refused(Refused(breaches: message.breaches.compactMap(\.value), reason: message.reason)))
        case .lateAccepted(let message):
            try input(envelope, message.requestRevision, message.actor, .lateAccepted)
        case .validated(let message):
            try input(envelope, message.requestRevision, message.actor, .validated(message.validation))
        case .released(let message):
            try input(
                envelope, message.requestRevision, message.actor,
                .released(try message.decision.required(), validation: message.validation))
        case .cancelled(let message):
            try input(envelope, message.requestRevision, message.actor, .cancelled(message.reason))
        case .opinionAsked, .opinionRecorded, .speakerDecided, .lecturerDecided, .dispositifNumbered: nil
        }
    }

    private static func fact(of message: SessionMessage, _ envelope: Envelope) throws -> IntakeInput? {
        switch message {
        case .published(let message):
            try input(
                envelope, message.requestRevision, nil,
                .published(validation: message.validation, message.sessions.map(ShownSession.init)))
        case .moved(let message) where message.isPublished:
            try input(
                envelope, message.requestRevision, message.actor, .changed([ShownSession(message.session)]))
        case .freed(let message):
            try input(envelope, message.requestRevision, nil, .freed(message.sessions.map(\.session)))
        // Proposals are the examiners' affair (Y3), and no page shows who leads.
        case .moved, .proposed, .confirmed, .declined, .trainerReplaced, .notPlaced: nil
        }
    }

    private static func fact(of message: LetterMessage, _ envelope: Envelope) throws -> IntakeInput? {
        guard case .prepared(let letter) = message, let link = letter.link, link.purpose.value == .consent else {
            return nil
        }
        return try input(
            envelope, letter.requestRevision, nil,
            .link(
                ConsentLink(
                    function: link.function, documentHash: link.documentHash, tokenHash: link.tokenHash,
                    codeHash: link.codeHash, expires: link.expires)))
    }
}
