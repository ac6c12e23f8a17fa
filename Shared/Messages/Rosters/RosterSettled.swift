package import Vocabulary

/// « liste arrêtée » : all who are to be ordered, once the contract is in force (Y8, Y9), and anew after each
/// substitution.
package struct RosterSettled: Message {
    package static let type = "roster.settled.v1"

    /// « auteur » : Absent where the last validation did it.
    package var actor: MessageActor?
    /// « révision de la campagne » : In force then.
    package var campaignRevision: Revision
    /// « révision de la demande » : Whose roster it is.
    package var requestRevision: Revision
    /// « contrat » : That it annexes.
    package var contract: ContractID
    /// « version de l'annexe » : 1, 2, 3 …
    package var annex: Revision
    /// « empreinte de l'annexe » : SHA-256 of its stored bytes.
    package var annexHash: ContentHash
    /// « stagiaires » : All of them.
    package var trainees: [RosterTrainee]
    /// « intervenants » : All of them.
    package var leaders: [RosterLeader]

    package init(
        actor: MessageActor? = nil, campaignRevision: Revision, requestRevision: Revision, contract: ContractID,
        annex: Revision, annexHash: ContentHash, trainees: [RosterTrainee], leaders: [RosterLeader]
    ) {
        self.actor = actor
        self.campaignRevision = campaignRevision
        self.requestRevision = requestRevision
        self.contract = contract
        self.annex = annex
        self.annexHash = annexHash
        self.trainees = trainees
        self.leaders = leaders
    }
}
