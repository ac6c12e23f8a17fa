package import Vocabulary

/// « contrat signé » : by one pilot (Y6). The evidence stays with Approval; its identifier stands here.
package struct ContractSigned: Message {
    package static let type = "contract.signed.v1"

    /// « auteur » : Who signed.
    package var actor: MessageActor
    /// « révision de la campagne » : In force then.
    package var campaignRevision: Revision
    /// « révision de la demande » : Whose contract it is.
    package var requestRevision: Revision
    /// « contrat » : Which.
    package var contract: ContractID
    /// « version de l'acte » : That was signed.
    package var act: Revision
    /// « empreinte de l'acte » : That the signature binds.
    package var actHash: ContentHash
    /// « empreinte de l'annexe » : That the signature names.
    package var annexHash: ContentHash
    /// « fonction » : In which they signed.
    package var function: Function
    /// « mode de signature » : How.
    package var method: Open<SignatureMethod>
    /// « preuve » : Where Approval keeps it.
    package var evidence: EvidenceID
    /// « signé le » : When.
    package var signedAt: Timestamp
    /// « signatures attendues » : Pilots who haven't signed yet.
    package var missing: [Function]

    package init(
        actor: MessageActor, campaignRevision: Revision, requestRevision: Revision, contract: ContractID, act: Revision,
        actHash: ContentHash, annexHash: ContentHash, function: Function, method: Open<SignatureMethod>,
        evidence: EvidenceID, signedAt: Timestamp, missing: [Function]
    ) {
        self.actor = actor
        self.campaignRevision = campaignRevision
        self.requestRevision = requestRevision
        self.contract = contract
        self.act = act
        self.actHash = actHash
        self.annexHash = annexHash
        self.function = function
        self.method = method
        self.evidence = evidence
        self.signedAt = signedAt
        self.missing = missing
    }
}
