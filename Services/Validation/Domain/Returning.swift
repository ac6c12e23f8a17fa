import Messages
import Rulebook
import Vocabulary

/// Back to the pilots, or the end of it, by an examiner.
extension Examination {
    /// For correction: days in examination stop, votes and validation are void, dates are freed.
    func giveBack(
        _ rules: [RuleID], _ message: FreeText?, _ answerBy: CivilDate?
    ) throws(Objection) -> [ValidationEvent] {
        let authorities = try asAuthority()
        switch state.phase {
        case .examination, .validated: break
        case .refused where !state.isReleased: break
        case .awaitingCampaign, .returned, .refused, .withdrawn, .cancelled:
            throw .conflict(Texts.notReturnable(state.queueState))
        }
        let breaches = state.breaches.filter { breach in
            rules.isEmpty ? breach.severity == .returns || breach.severity == .refuses : rules.contains(breach.rule)
        }
        if let unknown = rules.firstIndex(where: { rule in !breaches.contains { $0.rule == rule } }) {
            throw .invalid(Texts.noSuchBreach, field: "rules[\(unknown)]")
        }
        guard !breaches.isEmpty || message?.isEmpty == false else {
            throw .invalid(Texts.returnNeedsReason, field: "message")
        }
        if let answerBy, answerBy < Paris.date(at: now) {
            throw .invalid(Texts.dayIsPast, field: "answerBy")
        }
        return [
            .decision(
                .returned(
                    RequestReturned(
                        actor: actor(in: authorities[0]), campaignRevision: campaignRevision,
                        requestRevision: state.requestRevision, breaches: breaches.map { Open($0) }, message: message,
                        answerBy: answerBy)))
        ] + stopped
    }

    /// At any step; final. It can be renewed next year (F1).
    func cancel(_ reason: FreeText) throws(Objection) -> [ValidationEvent] {
        let authorities = try asAuthority()
        switch state.phase {
        case .awaitingCampaign, .examination, .returned, .validated: break
        case .refused, .withdrawn, .cancelled: throw .conflict(Texts.notCancellable(state.queueState))
        }
        guard !reason.isEmpty else { throw .invalid(Texts.reasonNeeded, field: "reason") }
        return [
            .decision(
                .cancelled(
                    RequestCancelled(
                        actor: actor(in: authorities[0]), campaignRevision: campaignRevision,
                        requestRevision: state.requestRevision, reason: reason)))
        ] + stopped
    }
}
