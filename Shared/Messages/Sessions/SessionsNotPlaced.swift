package import Vocabulary

/// « action non placée » : it goes back to the examiners' queue with its causes (T8).
package struct SessionsNotPlaced: Message {
    package static let type = "sessions.notPlaced.v1"

    /// « auteur » : Absent where an optimisation found it out by itself.
    package var actor: MessageActor?
    /// « révision de la campagne » : By which it was planned.
    package var campaignRevision: Revision
    /// « révision de la demande » : That was planned.
    package var requestRevision: Revision
    /// « numéro de validation » : That can't be carried out.
    package var validation: Revision
    /// « calcul » : The optimisation that found no place.
    package var job: JobID?
    /// « groupes » : Each with its causes.
    package var groups: [GroupNotPlaced]

    package init(
        actor: MessageActor? = nil, campaignRevision: Revision, requestRevision: Revision, validation: Revision,
        job: JobID? = nil, groups: [GroupNotPlaced]
    ) {
        self.actor = actor
        self.campaignRevision = campaignRevision
        self.requestRevision = requestRevision
        self.validation = validation
        self.job = job
        self.groups = groups
    }
}
