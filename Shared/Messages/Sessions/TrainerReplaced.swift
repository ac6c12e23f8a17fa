package import Vocabulary

/// « formateur remplacé » : another with the same skill, freed that day, takes a trainer's place (T6).
package struct TrainerReplaced: Message {
    package static let type = "sessions.trainerReplaced.v1"

    /// « auteur » : Who replaced them.
    package var actor: MessageActor
    /// « révision de la campagne » : In force then.
    package var campaignRevision: Revision
    /// « révision de la demande » : That was planned.
    package var requestRevision: Revision
    /// « séances » : As they stand now.
    package var sessions: [SessionStated]
    /// « formateur remplacé » : Who no longer leads.
    package var leaves: TrainerID
    /// « formateur remplaçant » : Who leads.
    package var arrives: TrainerID
    /// « publiées » : An order has to be revoked and another made.
    package var isPublished: Bool
    /// « motif » : In their words.
    package var reason: FreeText

    package init(
        actor: MessageActor, campaignRevision: Revision, requestRevision: Revision, sessions: [SessionStated],
        leaves: TrainerID, arrives: TrainerID, isPublished: Bool, reason: FreeText
    ) {
        self.actor = actor
        self.campaignRevision = campaignRevision
        self.requestRevision = requestRevision
        self.sessions = sessions
        self.leaves = leaves
        self.arrives = arrives
        self.isPublished = isPublished
        self.reason = reason
    }
}
