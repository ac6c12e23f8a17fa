package import Vocabulary

/// « contrat rédigé » : an act is ready to be signed; signatures of an earlier one are void.
package struct ContractDrafted: Message {
    package static let type = "contract.drafted.v1"

    /// « auteur » : Who wrote it.
    package var actor: MessageActor
    /// « révision de la campagne » : In force then.
    package var campaignRevision: Revision
    /// « révision de la demande » : Whose contract it is.
    package var requestRevision: Revision
    /// « contrat » : For its whole life.
    package var contract: ContractID
    /// « version de l'acte » : 1, 2, 3 …
    package var act: Revision
    /// « empreinte de l'acte » : SHA-256 of its stored bytes: what signatures bind.
    package var actHash: ContentHash
    /// « modèle » : Name and version of the template shown.
    package var template: String
    /// « signataires » : Pilots, then IA-DASEN.
    package var signatories: [Function]
    /// « objet » : What it says.
    package var terms: ContractTerms

    package init(
        actor: MessageActor, campaignRevision: Revision, requestRevision: Revision, contract: ContractID, act: Revision,
        actHash: ContentHash, template: String, signatories: [Function], terms: ContractTerms
    ) {
        self.actor = actor
        self.campaignRevision = campaignRevision
        self.requestRevision = requestRevision
        self.contract = contract
        self.act = act
        self.actHash = actHash
        self.template = template
        self.signatories = signatories
        self.terms = terms
    }
}
