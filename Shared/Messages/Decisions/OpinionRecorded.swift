package import Vocabulary

/// « avis rendu » : an authority's vote (Y2: Dfie and the service of each département) or another's opinion.
package struct OpinionRecorded: Message {
    package static let type = "decision.opinionRecorded.v1"

    /// « auteur » : Who gives it.
    package var actor: MessageActor
    /// « révision de la campagne » : In force then.
    package var campaignRevision: Revision
    /// « révision de la demande » : That it is given on.
    package var requestRevision: Revision
    /// « fonction » : In which it is given.
    package var function: Function
    /// « avis » : What it says.
    package var opinion: Open<Opinion>
    /// « motif » : In their words.
    package var reason: FreeText?

    package init(
        actor: MessageActor, campaignRevision: Revision, requestRevision: Revision, function: Function,
        opinion: Open<Opinion>, reason: FreeText? = nil
    ) {
        self.actor = actor
        self.campaignRevision = campaignRevision
        self.requestRevision = requestRevision
        self.function = function
        self.opinion = opinion
        self.reason = reason
    }
}
