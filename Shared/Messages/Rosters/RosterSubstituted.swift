package import Vocabulary

/// « stagiaire remplacé » : by another, until the day (Y6); a new version of the annex, no signature falls.
package struct RosterSubstituted: Message {
    package static let type = "roster.substituted.v1"

    /// « auteur » : A pilot.
    package var actor: MessageActor
    /// « révision de la campagne » : In force then.
    package var campaignRevision: Revision
    /// « révision de la demande » : Whose roster it is.
    package var requestRevision: Revision
    /// « contrat » : That it annexes.
    package var contract: ContractID
    /// « version de l'annexe » : The new one.
    package var annex: Revision
    /// « empreinte de l'annexe » : SHA-256 of its stored bytes.
    package var annexHash: ContentHash
    /// « part » : Absent where somebody only joins.
    package var leaves: PersonID?
    /// « arrive » : Absent where somebody only leaves.
    package var arrives: RosterTrainee?

    package init(
        actor: MessageActor, campaignRevision: Revision, requestRevision: Revision, contract: ContractID,
        annex: Revision, annexHash: ContentHash, leaves: PersonID? = nil, arrives: RosterTrainee? = nil
    ) {
        self.actor = actor
        self.campaignRevision = campaignRevision
        self.requestRevision = requestRevision
        self.contract = contract
        self.annex = annex
        self.annexHash = annexHash
        self.leaves = leaves
        self.arrives = arrives
    }
}
