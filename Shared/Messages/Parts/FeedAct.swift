package import Vocabulary

/// « acte » : the whole contract as it was signed and validated.
package struct FeedAct: Codable, Hashable, Sendable {
    /// « demande » : Whose contract it is.
    package var request: RequestID
    /// « objet » : What it says.
    package var terms: ContractTerms
    /// « départements » : All whose IA-DASEN validate (Y7).
    package var departements: [Departement]
    /// « auteurs » : Pilots, IA-DASEN, delegates.
    package var authors: [ActAuthor]
    /// « empreinte de l'acte » : SHA-256 of the act's stored bytes, which the signatures bind.
    package var actHash: ContentHash
    /// « version de l'annexe » : Of the roster annex.
    package var annex: Revision
    /// « empreinte de l'annexe » : SHA-256 of the annex's stored bytes.
    package var annexHash: ContentHash
    /// « stagiaires » : Of this département; identifiers only.
    package var trainees: [FeedTrainee]

    package init(
        request: RequestID, terms: ContractTerms, departements: [Departement], authors: [ActAuthor],
        actHash: ContentHash, annex: Revision, annexHash: ContentHash, trainees: [FeedTrainee]
    ) {
        self.request = request
        self.terms = terms
        self.departements = departements
        self.authors = authors
        self.actHash = actHash
        self.annex = annex
        self.annexHash = annexHash
        self.trainees = trainees
    }
}
