package import Vocabulary

/// Where a request stands, as its pilots may know it.
package enum Stage: String, Codable, Hashable, Sendable, CaseIterable {
    case draft, consents, late, examination, correction, refused, validated, published, withdrawn, cancelled

    /// Whether it may still become an action, so that another of the same sector may be its duplicate.
    package var isOpen: Bool {
        switch self {
        case .consents, .late, .examination, .correction, .validated, .published: true
        case .draft, .refused, .withdrawn, .cancelled: false
        }
    }
}

/// A request's tracking page: where it stands, who must act, since when, why. Y3: nothing of a decision or date before
/// the Dfie released it: until then it reads as it did before the decision.
package struct Tracking: Hashable, Sendable {
    package var stage: Stage
    /// Kinds of functions, never which ones.
    package var mustAct: [Role]
    package var since: Timestamp?
    /// French, one each.
    package var reasons: [String]
    package var answerBy: CivilDate?
    package var sessions: [ShownSession]
}

extension RequestState {
    package var stage: Stage {
        switch phase {
        case .none, .draft: .draft
        case .withdrawn: .withdrawn
        case .cancelled: .cancelled
        case .returned: .correction
        case .open: openStage
        }
    }

    private var openStage: Stage {
        if isReleased, let decision {
            switch decision {
            case .refused: return .refused
            case .validated: return showsDates ? .published : .validated
            }
        }
        // What was decided and isn't released changes nothing here (Y3).
        if isLate && !lateAccepted { return .late }
        return missingConsents.isEmpty ? .examination : .consents
    }

    /// F5: pilots who haven't agreed to the form as it stands.
    package var missingConsents: [Function] {
        (form?.pilots ?? []).filter { pilot in
            let answer = answers.first { $0.function == pilot.function }
            return !(answer?.agrees ?? pilot.agrees)
        }.map(\.function)
    }

    package var trackingPage: Tracking {
        let stage = stage
        return Tracking(
            stage: stage, mustAct: mustAct(at: stage), since: history.last?.at, reasons: reasons(at: stage),
            answerBy: stage == .correction ? returned?.answerBy : nil, sessions: shownSessions)
    }

    /// Y3: dates only once released, and only those of the validation that was: topics come in no order among
    /// themselves.
    var showsDates: Bool {
        guard isReleased, phase == .open, case .validated(let number) = decision else { return false }
        return planned == number && !sessions.isEmpty
    }

    package var shownSessions: [ShownSession] {
        guard showsDates else { return [] }
        return sessions.sorted {
            ($0.halfDays.first?.date ?? .last, $0.session.text) < ($1.halfDays.first?.date ?? .last, $1.session.text)
        }
    }

    private func mustAct(at stage: Stage) -> [Role] {
        switch stage {
        case .draft, .correction: roles(of: (form?.pilots ?? []).map(\.function))
        case .consents: roles(of: missingConsents)
        case .late: [.dfie]
        case .examination: [.dfie, .service]
        case .refused, .validated, .published, .withdrawn, .cancelled: []
        }
    }

    private func roles(of functions: [Function]) -> [Role] {
        let roles = Set(functions.filter(\.isPilot).map(\.role))
        return [.head, .inspector].filter(roles.contains)
    }

    private func reasons(at stage: Stage) -> [String] {
        switch stage {
        case .correction:
            (returned?.breaches ?? []).map(Self.sentence) + [returned?.message?.text].compactMap { $0 }
        case .refused:
            if case .refused(let refused) = decision {
                refused.breaches.map(Self.sentence) + [refused.reason?.text].compactMap { $0 }
            } else {
                []
            }
        case .withdrawn, .cancelled: [endReason?.text].compactMap { $0 }
        case .consents:
            answers.contains { !$0.agrees }
                ? ["Un pilote n'est pas d'accord avec la demande (F5)."]
                : ["Chaque pilote donne lui-même son accord, par le lien qui lui a été adressé (F5)."]
        case .late:
            ["La demande est arrivée après le mois des demandes (F6) : la Dfie décide si elle peut être examinée."]
        case .draft, .examination, .validated, .published: []
        }
    }

    /// « T3 : … » with what to do.
    private static func sentence(_ breach: Breach) -> String {
        "\(breach.rule.rawValue) : \(breach.message) \(breach.remedy)"
    }
}
