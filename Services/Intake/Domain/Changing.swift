import Deciding
import Messages
import Vocabulary

/// What pilots do after they sent it: withdraw, hand over, agree by link (F5).
extension IntakeDecider {
    func withdraw(
        _ request: RequestState, _ reason: FreeText, _ acts: Acts, given facts: Facts<IntakeWorld>
    ) -> [IntakeEvent] {
        guard let campaign = facts.world.known(request.campaign), let revision = request.requestRevision else {
            return []
        }
        return [
            .request(
                .withdrawn(
                    RequestWithdrawn(
                        actor: acts.actor, campaignRevision: campaign.revision, requestRevision: revision,
                        reason: reason))),
            .recorded(Change(.withdrawn, at: Timestamp(facts.now), role: acts.actor.role.value)),
        ]
    }

    func handOver(
        _ request: RequestState, _ handing: Handing, _ acts: Acts, given facts: Facts<IntakeWorld>
    ) -> [IntakeEvent] {
        guard let campaign = facts.world.known(request.campaign), let revision = request.requestRevision else {
            return []
        }
        return [
            .request(
                .handedOver(
                    RequestHandedOver(
                        actor: acts.actor, campaignRevision: campaign.revision, requestRevision: revision,
                        function: handing.function,
                        from: request.standing(on: Paris.date(at: facts.now)).pilots.first {
                            $0.function == handing.function
                        }?.person,
                        to: handing.to ?? facts.world.holder(of: handing.function, on: handing.on), on: handing.on))),
            .recorded(Change(.handedOver, at: Timestamp(facts.now), role: acts.actor.role.value)),
        ]
    }

    /// What stands against a link is known by now, but for its code and its holder.
    func consent(
        _ request: RequestState, _ consenting: Consenting, given facts: Facts<IntakeWorld>
    ) -> [IntakeEvent] {
        guard let link = request.links.first(where: { $0.tokenHash == consenting.tokenHash }),
            let campaign = facts.world.known(request.campaign),
            let holder = facts.world.holder(of: link.function, on: Paris.date(at: facts.now)),
            link.holder ?? holder == holder
        else { return [] }
        guard let codeHash = link.codeHash else { return [] }
        guard codeHash.isSame(as: consenting.codeHash) else {
            return [.codeRefused(CodeRefused(tokenHash: link.tokenHash))]
        }
        let role = link.function.role
        return [
            .request(
                .consented(
                    RequestConsented(
                        actor: MessageActor(role: Open(role), function: Open(link.function), person: holder),
                        campaignRevision: campaign.revision, requestRevision: consenting.requestRevision,
                        function: link.function, agrees: consenting.agrees, formHash: consenting.formHash,
                        method: Open(.link)))),
            .recorded(Change(consenting.agrees ? .consented : .declined, at: Timestamp(facts.now), role: role)),
        ]
    }
}

extension ContentHash {
    /// In a time that doesn't tell how much of it is right (SECURITY, "Links").
    fileprivate func isSame(as other: ContentHash) -> Bool {
        guard text.utf8.count == other.text.utf8.count else { return false }
        return zip(text.utf8, other.text.utf8).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
