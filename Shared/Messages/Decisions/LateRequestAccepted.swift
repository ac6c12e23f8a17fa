package import Vocabulary

/// « demande tardive admise » : a person took a late request to examination (F6).
package struct LateRequestAccepted: Message {
    package static let type = "decision.lateAccepted.v1"

    /// « auteur » : Of the Dfie.
    package var actor: MessageActor
    /// « révision de la campagne » : In force then.
    package var campaignRevision: Revision
    /// « révision de la demande » : That is admitted.
    package var requestRevision: Revision
    /// « motif » : Why.
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
