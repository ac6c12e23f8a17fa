package import Vocabulary

/// « contrat validé » : and signed by an IA-DASEN or by delegation (Y7); orders follow once all have (Y8, Y9).
package struct ContractValidated: Message {
    package static let type = "contract.validated.v1"

    /// « auteur » : IA-DASEN or delegate.
    package var actor: MessageActor
    /// « révision de la campagne » : In force then.
    package var campaignRevision: Revision
    /// « révision de la demande » : Whose contract it is.
    package var requestRevision: Revision
    /// « contrat » : Which.
    package var contract: ContractID
    /// « version de l'acte » : That is validated.
    package var act: Revision
    /// « empreinte de l'acte » : That the signature binds.
    package var actHash: ContentHash
    /// « département » : Whose.
    package var departement: Departement
    /// « fonction » : In which they signed.
    package var function: Function
    /// « mode de signature » : How.
    package var method: Open<SignatureMethod>
    /// « preuve » : Where Approval keeps it.
    package var evidence: EvidenceID
    /// « délégation » : Under which a delegate signed.
    package var delegation: DelegationID?
    /// « signé le » : When.
    package var signedAt: Timestamp
    /// « validations attendues » : Whose IA-DASEN hasn't validated yet; empty: the contract is in force.
    package var missing: [Departement]

    package init(
        actor: MessageActor, campaignRevision: Revision, requestRevision: Revision, contract: ContractID, act: Revision,
        actHash: ContentHash, departement: Departement, function: Function, method: Open<SignatureMethod>,
        evidence: EvidenceID, delegation: DelegationID? = nil, signedAt: Timestamp, missing: [Departement]
    ) {
        self.actor = actor
        self.campaignRevision = campaignRevision
        self.requestRevision = requestRevision
        self.contract = contract
        self.act = act
        self.actHash = actHash
        self.departement = departement
        self.function = function
        self.method = method
        self.evidence = evidence
        self.delegation = delegation
        self.signedAt = signedAt
        self.missing = missing
    }
}
