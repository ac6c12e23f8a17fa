package import Vocabulary

/// « séances écartées » : a service can't take these dates; the plan looks for others.
package struct SessionsDeclined: Message {
    package static let type = "sessions.declined.v1"

    /// « auteur » : Of the service or the Dfie.
    package var actor: MessageActor
    /// « révision de la campagne » : In force then.
    package var campaignRevision: Revision
    /// « révision de la demande » : That was planned.
    package var requestRevision: Revision
    /// « département » : Whose service declines.
    package var departement: Departement
    /// « séances » : At the revision that was seen.
    package var sessions: [SessionNamed]
    /// « motif » : In their words.
    package var reason: FreeText

    package init(
        actor: MessageActor, campaignRevision: Revision, requestRevision: Revision, departement: Departement,
        sessions: [SessionNamed], reason: FreeText
    ) {
        self.actor = actor
        self.campaignRevision = campaignRevision
        self.requestRevision = requestRevision
        self.departement = departement
        self.sessions = sessions
        self.reason = reason
    }
}
