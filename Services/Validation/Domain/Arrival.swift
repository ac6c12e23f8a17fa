import Deciding
import Messages
import Rulebook
import Vocabulary

/// Facts of Intake: a request comes, changes, is agreed to, withdrawn.
struct Arrival {
    private let decider: ValidationDecider
    private let facts: Facts<ValidationWorld>

    init(_ decider: ValidationDecider, _ facts: Facts<ValidationWorld>) {
        self.decider = decider
        self.facts = facts
    }

    /// Throws where the record needs a newer program: a form that this one can't read.
    func take(_ message: RequestMessage, on state: RequestState?) throws -> [ValidationEvent] {
        guard let state else {
            guard case .submitted(let submitted) = message else { return passed(message, .beforeSubmission) }
            return try submit(submitted)
        }
        guard !state.hasEnded else { return passed(message, .afterTheEnd) }
        switch message {
        case .submitted: return passed(message, .again)
        case .amended(let amended):
            guard amended.requestRevision > state.requestRevision else { return passed(message, .outdated) }
            return try amend(amended, on: state)
        case .consented(let consented):
            guard consented.requestRevision == state.requestRevision else { return passed(message, .outdated) }
            return consent(consented, on: state)
        case .withdrawn(let withdrawn):
            return [.note(.withdrawn(withdrawn.reason))] + stopped(state)
        case .handedOver:
            // Whose function it is, is the directory's to say; the request isn't changed by it.
            return []
        }
    }

    private func passed(_ message: RequestMessage, _ why: PassedOver) -> [ValidationEvent] {
        [.note(.passedOver(message.type, why))]
    }

    private func submit(_ submitted: RequestSubmitted) throws -> [ValidationEvent] {
        let fact = SubmittedFact(
            campaign: submitted.campaign, campaignRevision: submitted.campaignRevision,
            requestRevision: submitted.requestRevision, receivedAt: submitted.receivedAt.instant,
            channel: submitted.channel, departements: submitted.departements, form: try submitted.form.required())
        return judged([.note(.submitted(fact))], RequestState(fact))
    }

    private func amend(_ amended: RequestAmended, on state: RequestState) throws -> [ValidationEvent] {
        let fact = AmendedFact(
            campaignRevision: amended.campaignRevision, requestRevision: amended.requestRevision,
            departements: amended.departements, form: try amended.form.required())
        var events: [ValidationEvent] = []
        if state.phase == .validated || state.phase == .refused {
            // It crossed the decision, which was made on a revision that is outdated by now: void, and says so.
            events.append(
                .decision(
                    .returned(
                        RequestReturned(
                            campaignRevision: state.judgement?.campaignRevision ?? state.namedCampaignRevision,
                            requestRevision: state.requestRevision, breaches: [],
                            message: Texts.crossed(amended.requestRevision)))))
        }
        events.append(.note(.amended(fact)))
        return judged(events, state)
    }

    private func consent(_ consented: RequestConsented, on state: RequestState) -> [ValidationEvent] {
        guard let index = state.form.pilots.firstIndex(where: { $0.function == consented.function }) else {
            return passed(.consented(consented), .notAPilot)
        }
        let events: [ValidationEvent] = [
            .note(.consented(Consent(function: consented.function, agrees: consented.agrees)))
        ]
        guard state.phase == .examination, let judgement = state.judgement else { return events }
        guard !consented.agrees else { return judged(events, state) }
        let returned = RequestReturned(
            campaignRevision: judgement.campaignRevision, requestRevision: state.requestRevision,
            breaches: [Open(Texts.disagrees(consented.function, at: "pilots[\(index)].agrees"))])
        return events + [.decision(.returned(returned))] + stopped(state)
    }

    /// With the verdict, where the campaign is known.
    private func judged(_ events: [ValidationEvent], _ before: RequestState) -> [ValidationEvent] {
        let state = events.reduce(ValidationState(request: before)) { decider.evolve($0, by: $1) }.request ?? before
        guard let campaign = facts.world.campaign, campaign.revision >= state.namedCampaignRevision,
            let request = try? RequestID(facts.aggregate)
        else {
            return events + [.note(.awaitsCampaign(state.campaign, state.namedCampaignRevision))] + stopped(state)
        }
        return events
            + AutomaticCheck(decider: decider, campaign: campaign, request: request, now: facts.now).events(state)
    }

    /// The campaign came, or has another revision.
    func judgeAgain(_ state: RequestState) -> [ValidationEvent] {
        guard let campaign = facts.world.campaign, campaign.revision >= state.namedCampaignRevision else { return [] }
        switch state.phase {
        case .awaitingCampaign: return judged([], state)
        case .examination:
            guard let judgement = state.judgement, judgement.campaignRevision < campaign.revision else { return [] }
            return judged([], state)
        case .returned, .validated, .refused, .withdrawn, .cancelled: return []
        }
    }

    private func stopped(_ state: RequestState) -> [ValidationEvent] {
        state.clock.runningSince == nil ? [] : [.note(.clockStopped(facts.now))]
    }
}
