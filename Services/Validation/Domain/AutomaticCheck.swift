import Messages
import Rulebook
import Vocabulary

/// The Rulebook's verdict on a request, and what follows by itself: what has to be corrected goes back at once;
/// a refusal is only proposed, the authorities decide it; all else is examined.
struct AutomaticCheck {
    let decider: ValidationDecider
    let campaign: KnownCampaign
    let request: RequestID
    let now: Instant

    /// - Parameter state: as it stands with the fact that leads to this verdict.
    func events(_ state: RequestState) -> [ValidationEvent] {
        let judgement = self.judgement(state)
        var events: [ValidationEvent] = []
        if !state.votes.isEmpty {
            if state.judgement?.requestRevision != state.requestRevision {
                events.append(.note(.votesVoided(.amended)))
            } else if state.judgement?.verdict != judgement.verdict {
                events.append(.note(.votesVoided(.campaignChanged)))
            }
        }
        events.append(.note(.judged(judgement)))
        let isReturned = judgement.verdict.outcome == .returned
        if isReturned {
            events.append(
                .decision(
                    .returned(
                        RequestReturned(
                            campaignRevision: judgement.campaignRevision, requestRevision: judgement.requestRevision,
                            breaches: judgement.verdict.breaches.map { Open($0) }))))
        }
        if isReturned == (state.clock.runningSince != nil) {
            events.append(.note(isReturned ? .clockStopped(now) : .clockStarted(now)))
        }
        return events
    }

    private func judgement(_ state: RequestState) -> Judgement {
        let received = ReceivedRequest(id: request, receivedAt: state.receivedAt, form: state.effectiveForm)
        return Judgement(
            campaignRevision: campaign.revision, requestRevision: state.requestRevision,
            verdict: Rules.judge(
                RequestSubject(
                    received, campaign: campaign.campaign, places: decider.places,
                    earlierActions: decider.earlierActions)))
    }
}
