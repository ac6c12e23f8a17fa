import Messages
import Rulebook
import Vocabulary

/// Y3: the Dfie lets a decision out. A validation only once every session is confirmed at its present revision (T8).
extension Examination {
    func release() throws(Objection) -> [ValidationEvent] {
        try asDfie()
        guard !state.isReleased else { throw .conflict(Texts.releasedAlready, rule: .Y3) }
        switch state.phase {
        case .refused: return [released(.refusal, validation: nil, sessions: [])]
        case .validated:
            guard state.placement.stage != .notPlaced else { throw .conflict(Texts.notPlaced, rule: .T8) }
            guard !state.placement.sessions.isEmpty else { throw .conflict(Texts.noSessions, rule: .T8) }
            guard state.placement.stage == .confirmed else { throw notConfirmed }
            return [released(.validation, validation: state.validation, sessions: state.placement.named)]
        case .awaitingCampaign, .examination, .returned, .withdrawn, .cancelled:
            throw .conflict(Texts.nothingToRelease(state.queueState), rule: .Y3)
        }
    }

    /// Which services haven't confirmed, in the rule's words.
    private var notConfirmed: Objection {
        guard let campaign else { return .conflict(Texts.notConfirmed, rule: .Y3) }
        var done = StepsDone()
        done.approvedByDfie = true
        done.datesConfirmedBy = Set(state.placement.confirmedBy)
        let subject = StepSubject(
            .release, form: state.effectiveForm, receivedAt: state.receivedAt, campaign: campaign.campaign,
            places: decider.places, done: done)
        let breaches = Rules.judge(subject).breaches.filter { $0.rule == .Y3 }
        return breaches.isEmpty ? .conflict(Texts.notConfirmed, rule: .Y3) : .breaches(breaches)
    }

    private func released(
        _ decision: ReleasedDecision, validation: Revision?, sessions: [SessionNamed]
    ) -> ValidationEvent {
        .decision(
            .released(
                DecisionReleased(
                    actor: actor(in: .dfie), campaignRevision: campaignRevision,
                    requestRevision: state.requestRevision, decision: Open(decision), validation: validation,
                    sessions: sessions)))
    }
}
