package import Vocabulary

/// What is remembered of one aggregate: a campaign's revisions, or a request's examination.
package struct ValidationState: Codable, Hashable, Sendable {
    package var campaign: CampaignState?
    package var request: RequestState?
    /// About a request that hasn't come yet: there is no order between topics (HEART), and its receipt may be told of
    /// before it.
    package var earlyLetters: [LetterFact]?
    /// What examiners name as seen: how many events there were that a decision can depend on. How far a letter has
    /// come isn't one.
    package var revision: Int64 = 0

    package init(campaign: CampaignState? = nil, request: RequestState? = nil) {
        self.campaign = campaign
        self.request = request
    }

    var letters: [LetterFact] { request?.letters ?? earlyLetters ?? [] }
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
