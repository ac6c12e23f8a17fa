package import Vocabulary

/// « séances proposées » : dates and teams of all groups, by the plan (T8); takes the place of what was proposed
/// before.
package struct SessionsProposed: Message {
    package static let type = "sessions.proposed.v1"

    /// « auteur » : Absent where an optimisation did it by itself.
    package var actor: MessageActor?
    /// « révision de la campagne » : By which it was planned.
    package var campaignRevision: Revision
    /// « révision de la demande » : That was planned.
    package var requestRevision: Revision
    /// « numéro de validation » : That it carries out.
    package var validation: Revision
    /// « calcul » : The optimisation that found it.
    package var job: JobID?
    /// « séances » : All of them.
    package var sessions: [SessionStated]

    package init(
        actor: MessageActor? = nil, campaignRevision: Revision, requestRevision: Revision, validation: Revision,
        job: JobID? = nil, sessions: [SessionStated]
    ) {
        self.actor = actor
        self.campaignRevision = campaignRevision
        self.requestRevision = requestRevision
        self.validation = validation
        self.job = job
        self.sessions = sessions
    }
}
