package import Vocabulary

/// What is remembered of one aggregate: a campaign's revisions, or a request's examination.
package struct ValidationState: Codable, Hashable, Sendable {
    package var campaign: CampaignState?
    package var request: RequestState?

    package init(campaign: CampaignState? = nil, request: RequestState? = nil) {
        self.campaign = campaign
        self.request = request
    }
}

/// What a decision needs of the world: the campaign as it stands, which is another aggregate.
package struct ValidationWorld: Hashable, Sendable {
    package var campaign: KnownCampaign?

    package init(campaign: KnownCampaign? = nil) { self.campaign = campaign }
}

/// The last revision of a campaign.
package struct KnownCampaign: Hashable, Sendable {
    package var revision: Revision
    package var campaign: Campaign

    package init(revision: Revision, campaign: Campaign) {
        self.revision = revision
        self.campaign = campaign
    }
}
