package import Vocabulary

/// « contrat caduc » : signatures and orders fall with it.
package struct ContractVoided: Message {
    package static let type = "contract.voided.v1"

    /// « auteur » : Absent where a withdrawal or cancellation did it.
    package var actor: MessageActor?
    /// « révision de la campagne » : In force then.
    package var campaignRevision: Revision
    /// « révision de la demande » : Whose contract it was.
    package var requestRevision: Revision
    /// « contrat » : Which.
    package var contract: ContractID
    /// « version de l'acte » : That falls.
    package var act: Revision
    /// « cause » : What made it fall.
    package var why: Open<VoidReason>
    /// « motif » : In a person's words.
    package var reason: FreeText?
    /// « définitif » : False: a new act follows.
    package var isFinal: Bool

    package init(
        actor: MessageActor? = nil, campaignRevision: Revision, requestRevision: Revision, contract: ContractID,
        act: Revision, why: Open<VoidReason>, reason: FreeText? = nil, isFinal: Bool
    ) {
        self.actor = actor
        self.campaignRevision = campaignRevision
        self.requestRevision = requestRevision
        self.contract = contract
        self.act = act
        self.why = why
        self.reason = reason
        self.isFinal = isFinal
    }
}
