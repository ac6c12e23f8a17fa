import Messages
import Rulebook
package import Vocabulary

/// What follows from a request's state alone.
extension RequestState {
    /// Nothing more happens to it.
    package var hasEnded: Bool {
        switch phase {
        case .withdrawn, .cancelled: true
        case .refused: isReleased
        case .awaitingCampaign, .examination, .returned, .validated: false
        }
    }

    /// The Dfie, and the service of each département concerned (Y2).
    package var authorities: [Function] { [.dfie] + departements.map(Function.service) }

    package func isAuthority(_ function: Function) -> Bool { authorities.contains(function) }

    /// Authorities that haven't approved yet.
    package var missingVotes: [Function] {
        authorities.filter { function in !votes.contains { $0.function == function && $0.approves } }
    }

    /// The form with what the pilots said themselves in the place of its flags (F5).
    package var effectiveForm: RequestForm {
        var form = form
        for consent in consents {
            for index in form.pilots.indices where form.pilots[index].function == consent.function {
                form.pilots[index].agrees = consent.agrees
            }
        }
        return form
    }

    package var breaches: [Breach] { judgement?.verdict.breaches ?? [] }

    /// F6: received after the month of requests, and no one has decided yet.
    package var waitsForLateDecision: Bool { !isLateAccepted && !lateBreaches.isEmpty }

    package var lateBreaches: [Breach] {
        breaches.filter { $0.rule == .F6 && $0.severity == .blocks(.examination) }
    }

    /// What holds its approval back: consents (F5), a late one's admission (F6).
    package var blocksExamination: [Breach] {
        breaches.filter { $0.severity == .blocks(.examination) && !(isLateAccepted && $0.rule == .F6) }
    }

    /// The automatic check says that it can't be accepted; the authorities decide.
    package var isRefusalProposed: Bool { judgement?.verdict.outcome == .refused }

    /// The last validation's number, while it stands.
    package var validation: Revision? { phase == .validated ? try? Revision(validations) : nil }

    /// For lists and their filters.
    package var queueState: QueueState {
        switch phase {
        case .awaitingCampaign: .awaitingCampaign
        case .examination:
            isRefusalProposed
                ? .refusalProposed
                : waitsForLateDecision ? .late : blocksExamination.isEmpty ? .examination : .awaitingConsents
        case .returned: .returned
        case .validated: isReleased ? .released : placement.stage == .notPlaced ? .notPlaced : .validated
        case .refused: isReleased ? .refusalReleased : .refused
        case .withdrawn: .withdrawn
        case .cancelled: .cancelled
        }
    }
}

/// Where a request stands, as the queue names it.
package enum QueueState: String, Codable, Hashable, Sendable, CaseIterable {
    case awaitingCampaign, examination, awaitingConsents, late, refusalProposed, returned, validated, notPlaced,
        released, refused, refusalReleased, withdrawn, cancelled

    package var french: String {
        switch self {
        case .awaitingCampaign: "en attente de la campagne"
        case .examination: "à l'examen"
        case .awaitingConsents: "en attente d'accords"
        case .late: "tardive, en attente d'une décision"
        case .refusalProposed: "refus proposé"
        case .returned: "renvoyée pour correction"
        case .validated: "validée, dates en cours"
        case .notPlaced: "à replacer"
        case .released: "validation communiquée"
        case .refused: "refusée, non communiquée"
        case .refusalReleased: "refus communiqué"
        case .withdrawn: "retirée"
        case .cancelled: "annulée"
        }
    }
}
