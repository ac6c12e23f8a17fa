package import Vocabulary

/// « contrat renvoyé » : an IA-DASEN sent it back to the pilots.
package struct ContractReturned: Message {
    package static let type = "contract.returned.v1"

    /// « auteur » : IA-DASEN or delegate.
    package var actor: MessageActor
    /// « révision de la campagne » : In force then.
    package var campaignRevision: Revision
    /// « révision de la demande » : Whose contract it is.
    package var requestRevision: Revision
    /// « contrat » : Which.
    package var contract: ContractID
    /// « version de l'acte » : That is sent back.
    package var act: Revision
    /// « département » : Whose.
    package var departement: Departement
    /// « motif » : In their words.
    package var reason: FreeText

    package init(
        actor: MessageActor, campaignRevision: Revision, requestRevision: Revision, contract: ContractID, act: Revision,
        departement: Departement, reason: FreeText
    ) {
        self.actor = actor
        self.campaignRevision = campaignRevision
        self.requestRevision = requestRevision
        self.contract = contract
        self.act = act
        self.departement = departement
        self.reason = reason
    }
}
