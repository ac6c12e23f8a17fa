package import Vocabulary

/// « demande retirée » : the pilots gave the action up, at any step.
package struct RequestWithdrawn: Message {
    package static let type = "request.withdrawn.v1"

    /// « auteur » : Who withdrew it.
    package var actor: MessageActor
    /// « révision de la campagne » : In force then.
    package var campaignRevision: Revision
    /// « révision de la demande » : The one they saw.
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
