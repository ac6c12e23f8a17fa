package import Vocabulary

/// « intervenant extérieur » : the Dfie validated an outside speaker, or didn't (I2); pending, it blocks the
/// contract.
package struct SpeakerDecided: Message {
    package static let type = "decision.speakerDecided.v1"

    /// « auteur » : Of the Dfie.
    package var actor: MessageActor
    /// « révision de la campagne » : In force then.
    package var campaignRevision: Revision
    /// « révision de la demande » : That names the speaker.
    package var requestRevision: Revision
    /// « intervenant » : As the form names them.
    package var speaker: PersonID
    /// « validé » : False: they can't come.
    package var isValidated: Bool
    /// « motif » : In the decider's words.
    package var reason: FreeText?

    package init(
        actor: MessageActor, campaignRevision: Revision, requestRevision: Revision, speaker: PersonID,
        isValidated: Bool, reason: FreeText? = nil
    ) {
        self.actor = actor
        self.campaignRevision = campaignRevision
        self.requestRevision = requestRevision
        self.speaker = speaker
        self.isValidated = isValidated
        self.reason = reason
    }
}
