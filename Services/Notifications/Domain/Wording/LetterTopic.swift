package import Messages
package import Vocabulary

/// What a letter tells, with what it needs to say it. One case a letter of the spring.
package enum LetterTopic: Hashable, Sendable {
    case receipt
    case consent(expires: Timestamp)
    case code(expires: Timestamp)
    case correction(RequestReturned)
    case refusal(RequestRefused)
    case validation
    case change(Change)
    case cancellation(reason: FreeText, isWithdrawal: Bool)
    case opinion(OpinionAsked)
    case reminder([Reminder])

    package enum Change: Hashable, Sendable {
        case moved(SessionMoved)
        case trainerReplaced(TrainerReplaced)
        case freed(FreedReason?)
        case published
    }

    package enum Reminder: Hashable, Sendable {
        case consent(sent: CivilDate, expires: Timestamp)
        case correction(sent: CivilDate, answerBy: CivilDate?)
        case opinion(sent: CivilDate, answerBy: CivilDate?)
    }

    package var kind: LetterKind {
        switch self {
        case .receipt: .receipt
        case .consent: .consent
        case .code: .code
        case .correction: .correction
        case .refusal: .refusal
        case .validation: .validation
        case .change: .change
        case .cancellation: .cancellation
        case .opinion: .opinion
        case .reminder: .reminder
        }
    }
}

extension LetterKind {
    /// What must go at once (DESIGN); all else waits for the Dfie's « bon à envoyer ».
    package var waitsForRelease: Bool {
        switch self {
        case .receipt, .consent, .code, .correction, .reminder, .digest: false
        case .refusal, .validation, .opinion, .ecoute, .signature, .countersignature, .missionOrder, .revocation,
            .copy, .change, .cancellation:
            true
        }
    }
}
