package import Vocabulary

/// « séance déplacée » : another day or place after it was proposed.
package struct SessionMoved: Message {
    package static let type = "sessions.moved.v1"

    /// « auteur » : Absent where an optimisation did it by itself.
    package var actor: MessageActor?
    /// « révision de la campagne » : In force then.
    package var campaignRevision: Revision
    /// « révision de la demande » : That was planned.
    package var requestRevision: Revision
    /// « séance » : As it stands now.
    package var session: SessionStated
    /// « anciennes demi-journées » : Where it stood.
    package var previousHalfDays: [HalfDay]
    /// « ancien établissement d'accueil » : Where it took place.
    package var previousHost: UAI
    /// « publiée » : Pilots knew the former date, and are told.
    package var isPublished: Bool
    /// « motif » : In the mover's words.
    package var reason: FreeText

    package init(
        actor: MessageActor? = nil, campaignRevision: Revision, requestRevision: Revision, session: SessionStated,
        previousHalfDays: [HalfDay], previousHost: UAI, isPublished: Bool, reason: FreeText
    ) {
        self.actor = actor
        self.campaignRevision = campaignRevision
        self.requestRevision = requestRevision
        self.session = session
        self.previousHalfDays = previousHalfDays
        self.previousHost = previousHost
        self.isPublished = isPublished
        self.reason = reason
    }
}
