package import Vocabulary

/// « campagne close » : nothing more is asked, decided or ordered in it; what must not be kept longer is purged.
package struct CampaignClosed: Message {
    package static let type = "campaign.closed.v1"

    /// « auteur » : Of the Dfie.
    package var actor: MessageActor
    /// « révision de la campagne » : The last one.
    package var campaignRevision: Revision
    /// « close le » : Day.
    package var on: CivilDate

    package init(
        actor: MessageActor, campaignRevision: Revision, on: CivilDate
    ) {
        self.actor = actor
        self.campaignRevision = campaignRevision
        self.on = on
    }
}
