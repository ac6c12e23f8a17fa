import Deciding
import Messages
import Vocabulary

/// What other services' topics say, the directory's terms, campaigns.
extension IntakeDecider {
    func note(_ fact: Fact, on request: RequestState, given facts: Facts<IntakeWorld>) -> [IntakeEvent] {
        var fact = fact
        if case .link(var link) = fact.what {
            link.holder = facts.world.holder(of: link.function, on: Paris.date(at: fact.at.instant))
            fact.what = .link(link)
        }
        return request.isWithoutEffect(fact) ? [] : [.noted(fact)]
    }

    func hold(
        _ held: FunctionHeld, on function: FunctionState, given facts: Facts<IntakeWorld>
    ) -> [IntakeEvent] {
        let term = function.terms.first { $0.from == held.from }
        let standing = facts.world.standing
        let isSame =
            term == FunctionState.Term(from: held.from, until: held.until, person: held.person)
            && standing == IntakeWorld.Standing(name: held.name, mail: held.mail)
        return isSame ? [] : [.directory(.held(held))]
    }

    /// A campaign's aggregate is its own; an older revision than the one that stands gives nothing.
    func note(_ id: CampaignID, _ act: CampaignAct, on state: IntakeState) -> [IntakeEvent] {
        let standing: CampaignInForce? = if case .campaign(let campaign) = state { campaign } else { nil }
        switch act {
        case .published(let message):
            if let standing, message.campaignRevision <= standing.revision { return [] }
            let inForce = CampaignInForce(
                id: id, revision: message.campaignRevision, window: message.campaign.rules.F6.window.value,
                isClosed: standing?.isClosed ?? false)
            return [.campaign(CampaignNoted(inForce: inForce, campaign: message.campaign))]
        case .closed:
            guard var closed = standing, !closed.isClosed else { return [] }
            closed.isClosed = true
            return [.campaign(CampaignNoted(inForce: closed, campaign: nil))]
        }
    }
}

extension RequestState {
    /// Void on an outdated revision, after the end, or told already. A cancellation ends every revision, and freed
    /// sessions stand no more, whichever they were planned on.
    func isWithoutEffect(_ fact: Fact) -> Bool {
        if phase.isFinal { return true }
        switch fact.what {
        case .cancelled: return false
        case .freed(let freed): return requestRevision != nil && !sessions.contains { freed.contains($0.session) }
        case .link(let link) where links.contains { $0.tokenHash == link.tokenHash }: return true
        case .returned, .refused, .lateAccepted, .validated, .released, .published, .changed, .link:
            guard let requestRevision else { return false }
            return fact.requestRevision < requestRevision
        }
    }

    /// A fact on a revision that isn't here yet waits for it.
    func isTooEarly(_ fact: Fact) -> Bool {
        guard let requestRevision else { return true }
        return fact.requestRevision > requestRevision
    }
}
