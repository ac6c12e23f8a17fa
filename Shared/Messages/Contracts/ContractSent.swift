package import Vocabulary

/// « contrat transmis » : to the IA-DASEN of each département concerned, copy to the Dfie (Y6).
package struct ContractSent: Message {
    package static let type = "contract.sent.v1"

    /// « auteur » : Absent where the last signature did it.
    package var actor: MessageActor?
    /// « révision de la campagne » : In force then.
    package var campaignRevision: Revision
    /// « révision de la demande » : Whose contract it is.
    package var requestRevision: Revision
    /// « contrat » : Which.
    package var contract: ContractID
    /// « version de l'acte » : That is sent.
    package var act: Revision
    /// « départements » : Whose IA-DASEN has to validate.
    package var departements: [Departement]

    package init(
        actor: MessageActor? = nil, campaignRevision: Revision, requestRevision: Revision, contract: ContractID,
        act: Revision, departements: [Departement]
    ) {
        self.actor = actor
        self.campaignRevision = campaignRevision
        self.requestRevision = requestRevision
        self.contract = contract
        self.act = act
        self.departements = departements
    }
}
