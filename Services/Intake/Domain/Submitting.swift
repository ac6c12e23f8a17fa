import Deciding
import Messages
package import Vocabulary

/// Drafts, submissions, files (Y1, F5, F6).
extension IntakeDecider {
    func draft(_ drafting: Drafting, given facts: Facts<IntakeWorld>) -> [IntakeEvent] {
        guard facts.world.campaign(named: drafting.campaign) != nil else { return [] }
        let actor = drafting.acts.actor
        return [
            .drafted(
                Drafted(
                    tracking: drafting.tracking, campaign: drafting.campaign, owner: actor.person,
                    form: drafting.form, departements: departements(of: drafting.form))),
            .recorded(Change(.drafted, at: Timestamp(facts.now), role: actor.role.value)),
        ]
    }

    func submit(_ request: RequestState, _ acts: Acts, given facts: Facts<IntakeWorld>) -> [IntakeEvent] {
        guard let campaign = facts.world.campaign(named: request.campaign), let form = request.form else { return [] }
        return submitted(
            agreed(form, by: acts.functions), in: campaign, tracked: request.tracking, at: facts.now, .api, acts,
            given: facts)
    }

    /// A request of a file. The same again gives nothing; another form is an amendment.
    func bring(
        _ brought: Bringing, on request: RequestState, given facts: Facts<IntakeWorld>
    ) -> [IntakeEvent] {
        guard request.phase == .none else {
            if request.holds(brought) { return [] }
            return amend(request, to: brought.form, brought.acts, at: brought.receivedAt, given: facts)
        }
        guard let campaign = facts.world.campaign(named: nil) else { return [] }
        return [
            .drafted(
                Drafted(
                    tracking: brought.tracking, campaign: campaign.id, owner: brought.acts.actor.person,
                    form: brought.form, departements: departements(of: brought.form)))
        ]
            + submitted(
                brought.form, in: campaign, tracked: brought.tracking, at: brought.receivedAt, .csv, brought.acts,
                given: facts)
    }

    private func submitted(
        _ form: RequestForm, in campaign: CampaignInForce, tracked number: TrackingNumber?, at received: Instant,
        _ channel: RequestChannel, _ acts: Acts, given facts: Facts<IntakeWorld>
    ) -> [IntakeEvent] {
        [
            .request(
                .submitted(
                    RequestSubmitted(
                        actor: acts.actor, campaign: campaign.id, campaignRevision: campaign.revision,
                        requestRevision: .first, receivedAt: Timestamp(received),
                        isLate: Paris.date(at: received) > campaign.window.last, channel: Open(channel),
                        pilots: holders(of: form, on: received, in: facts.world, acts),
                        departements: departements(of: form),
                        form: Open(form), trackingNumber: number?.text))),
            .recorded(Change(.submitted, at: Timestamp(received), role: acts.actor.role.value)),
        ]
    }

    func amend(
        _ request: RequestState, to form: RequestForm, _ acts: Acts, at received: Instant,
        given facts: Facts<IntakeWorld>
    ) -> [IntakeEvent] {
        guard let campaign = facts.world.known(request.campaign), let revision = request.requestRevision else {
            return []
        }
        return [
            .request(
                .amended(
                    RequestAmended(
                        actor: acts.actor, campaignRevision: campaign.revision, requestRevision: revision.next,
                        receivedAt: Timestamp(received), answersReturn: request.phase == .returned,
                        pilots: holders(of: form, on: received, in: facts.world, acts),
                        departements: departements(of: form),
                        form: Open(form)))),
            .recorded(Change(.amended, at: Timestamp(facts.now), role: acts.actor.role.value)),
        ]
    }

    /// F5: who sends agrees by sending; nobody can say yes for another, whatever the form they typed says.
    func agreed(_ form: RequestForm, by functions: Set<Function>) -> RequestForm {
        var form = form
        for index in form.pilots.indices { form.pilots[index].agrees = functions.contains(form.pilots[index].function) }
        return form
    }

    /// Who holds the pilots' functions: as the directory says; where it says nothing, who sends holds their own.
    private func holders(
        of form: RequestForm, on received: Instant, in world: IntakeWorld, _ acts: Acts
    ) -> [PilotHolder] {
        let day = Paris.date(at: received)
        var seen: Set<Function> = []
        return form.pilots.compactMap { pilot in
            guard pilot.function.isPilot, seen.insert(pilot.function).inserted else { return nil }
            let own = acts.functions.contains(pilot.function) ? acts.actor.person : nil
            return (world.holder(of: pilot.function, on: day) ?? own).map {
                PilotHolder(function: pilot.function, person: $0)
            }
        }
    }
}

extension IntakeWorld {
    /// The campaign to send to: the one that is named, or the latest that is open; nil where it is unknown or closed.
    package func campaign(named id: CampaignID?) -> CampaignInForce? {
        let open = campaigns.filter { !$0.isClosed }
        guard let id else { return open.max { $0.window.last < $1.window.last } }
        return open.first { $0.id == id }
    }

    /// A campaign whatever its state: what was sent to it can still be ended.
    func known(_ id: CampaignID?) -> CampaignInForce? { campaigns.first { $0.id == id } }
}
