package import Vocabulary

/// « décision communiquée » : the Dfie lets the pilots know (Y3); the plan publishes on this, and not otherwise.
package struct DecisionReleased: Message {
    package static let type = "decision.released.v1"

    /// « auteur » : Of the Dfie.
    package var actor: MessageActor
    /// « révision de la campagne » : In force then.
    package var campaignRevision: Revision
    /// « révision de la demande » : That was decided.
    package var requestRevision: Revision
    /// « décision » : What is let out.
    package var decision: Open<ReleasedDecision>
    /// « numéro de validation » : For a validation.
    package var validation: Revision?
    /// « séances » : As confirmed by every service; an outdated one makes the release void.
    package var sessions: [SessionNamed]

    package init(
        actor: MessageActor, campaignRevision: Revision, requestRevision: Revision, decision: Open<ReleasedDecision>,
        validation: Revision? = nil, sessions: [SessionNamed]
    ) {
        self.actor = actor
        self.campaignRevision = campaignRevision
        self.requestRevision = requestRevision
        self.decision = decision
        self.validation = validation
        self.sessions = sessions
    }
}
