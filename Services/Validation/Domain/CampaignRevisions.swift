import Messages
package import Vocabulary

/// A campaign's revisions so far: the last one whole.
package struct CampaignState: Codable, Hashable, Sendable {
    package var revision: Revision
    package var campaign: Campaign
    package var changes: FreeText
    package var isClosed = false
}

/// Published by the Dfie: revision 1 makes the campaign, each other takes the place of the one before. Closed: nothing
/// more.
enum CampaignRevisions {
    static func publish(
        _ draft: CampaignDraft, by actor: MessageActor, on state: CampaignState?
    ) -> Result<[ValidationEvent], Objection> {
        guard actor.function?.value == .dfie else { return .failure(.notFound) }
        if state?.isClosed == true {
            return .failure(.conflict("La campagne \(draft.campaign.id) est close : rien n'y est plus publié."))
        }
        if let state, state.campaign == draft.campaign {
            return .failure(
                .conflict("Rien ne change : la révision \(state.revision.number) de la campagne est déjà celle-ci."))
        }
        let revision = state?.revision.next ?? .first
        return .success([
            .campaign(
                .published(
                    CampaignPublished(
                        actor: actor, campaignRevision: revision, changes: draft.changes, campaign: draft.campaign)))
        ])
    }

    static func evolve(_ state: CampaignState?, by message: CampaignMessage) -> CampaignState? {
        switch message {
        case .published(let published):
            return CampaignState(
                revision: published.campaignRevision, campaign: published.campaign, changes: published.changes)
        case .closed:
            var state = state
            state?.isClosed = true
            return state
        }
    }
}
