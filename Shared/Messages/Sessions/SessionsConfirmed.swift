package import Vocabulary

/// « séances confirmées » : the service of a département, with the Dfie, confirms dates (T8).
package struct SessionsConfirmed: Message {
    package static let type = "sessions.confirmed.v1"

    /// « auteur » : Of the service or the Dfie.
    package var actor: MessageActor
    /// « révision de la campagne » : In force then.
    package var campaignRevision: Revision
    /// « révision de la demande » : That was planned.
    package var requestRevision: Revision
    /// « département » : Whose service confirms.
    package var departement: Departement
    /// « séances » : At the revision that was seen.
    package var sessions: [SessionNamed]
    /// « complet » : Every session is now confirmed by every service concerned.
    package var isComplete: Bool

    package init(
        actor: MessageActor, campaignRevision: Revision, requestRevision: Revision, departement: Departement,
        sessions: [SessionNamed], isComplete: Bool
    ) {
        self.actor = actor
        self.campaignRevision = campaignRevision
        self.requestRevision = requestRevision
        self.departement = departement
        self.sessions = sessions
        self.isComplete = isComplete
    }
}
