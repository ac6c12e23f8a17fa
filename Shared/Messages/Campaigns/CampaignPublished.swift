package import Vocabulary

/// « campagne publiée » : a numbered revision of an académie's campaign: calendar, parameters, départements, texts.
package struct CampaignPublished: Message {
    package static let type = "campaign.published.v1"

    /// « auteur » : Of the Dfie.
    package var actor: MessageActor
    /// « révision de la campagne » : 1, 2, 3 …
    package var campaignRevision: Revision
    /// « changements » : What is new in it, in French.
    package var changes: FreeText
    /// « campagne » : The whole of it.
    package var campaign: Campaign

    package init(
        actor: MessageActor, campaignRevision: Revision, changes: FreeText, campaign: Campaign
    ) {
        self.actor = actor
        self.campaignRevision = campaignRevision
        self.changes = changes
        self.campaign = campaign
    }
}
