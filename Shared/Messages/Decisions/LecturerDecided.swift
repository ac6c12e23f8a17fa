package import Vocabulary

/// « universitaire » : the Pôle agreed to a lecturer, or didn't (I3); pending, it blocks the contract.
package struct LecturerDecided: Message {
    package static let type = "decision.lecturerDecided.v1"

    /// « auteur » : Of the Pôle, or of the Dfie for it.
    package var actor: MessageActor
    /// « révision de la campagne » : In force then.
    package var campaignRevision: Revision
    /// « révision de la demande » : That names the lecturer.
    package var requestRevision: Revision
    /// « universitaire » : As the form names them.
    package var lecturer: PersonID
    /// « accord » : False: they can't come.
    package var isAgreed: Bool
    /// « motif » : In the decider's words.
    package var reason: FreeText?

    package init(
        actor: MessageActor, campaignRevision: Revision, requestRevision: Revision, lecturer: PersonID, isAgreed: Bool,
        reason: FreeText? = nil
    ) {
        self.actor = actor
        self.campaignRevision = campaignRevision
        self.requestRevision = requestRevision
        self.lecturer = lecturer
        self.isAgreed = isAgreed
        self.reason = reason
    }
}
