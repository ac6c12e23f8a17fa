package import Vocabulary

/// « liste des stagiaires » : how full the roster is, in counts (Y6); names stand on the rosters' topic.
package struct RosterProgressed: Message {
    package static let type = "contract.rosterProgressed.v1"

    /// « auteur » : Who changed it.
    package var actor: MessageActor
    /// « révision de la campagne » : By which it is judged.
    package var campaignRevision: Revision
    /// « révision de la demande » : Whose roster it is.
    package var requestRevision: Revision
    /// « version de l'annexe » : That this makes.
    package var annex: Revision
    /// « groupes » : Counts.
    package var groups: [GroupProgress]
    /// « complète » : It blocks nothing any more.
    package var isComplete: Bool
    /// « manquements » : P2, P3 and Y6, checked again.
    package var breaches: [Open<Breach>]

    package init(
        actor: MessageActor, campaignRevision: Revision, requestRevision: Revision, annex: Revision,
        groups: [GroupProgress], isComplete: Bool, breaches: [Open<Breach>]
    ) {
        self.actor = actor
        self.campaignRevision = campaignRevision
        self.requestRevision = requestRevision
        self.annex = annex
        self.groups = groups
        self.isComplete = isComplete
        self.breaches = breaches
    }
}
