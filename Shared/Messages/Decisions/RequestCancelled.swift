package import Vocabulary

/// « action annulée » : by the Dfie or a service, at any step; final. It can be renewed next year (F1).
package struct RequestCancelled: Message {
    package static let type = "decision.cancelled.v1"

    /// « auteur » : Who cancelled it.
    package var actor: MessageActor
    /// « révision de la campagne » : In force then.
    package var campaignRevision: Revision
    /// « révision de la demande » : That is cancelled.
    package var requestRevision: Revision
    /// « motif » : In their words.
    package var reason: FreeText

    package init(
        actor: MessageActor, campaignRevision: Revision, requestRevision: Revision, reason: FreeText
    ) {
        self.actor = actor
        self.campaignRevision = campaignRevision
        self.requestRevision = requestRevision
        self.reason = reason
    }
}
