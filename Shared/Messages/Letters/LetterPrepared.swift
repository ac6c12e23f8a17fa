package import Vocabulary

/// « courrier préparé » : written and filed; what waits for the Dfie's release says so.
package struct LetterPrepared: Message {
    package static let type = "letter.prepared.v1"

    /// « courrier » : For its whole life.
    package var letter: LetterID
    /// « nature » : What it tells.
    package var kind: Open<LetterKind>
    /// « fonction destinataire » : Absent where it goes to a person alone.
    package var to: Open<Function>?
    /// « destinataire » : Absent where it goes to whoever holds the function.
    package var person: PersonID?
    /// « support » : How it goes.
    package var medium: Open<LetterMedium>
    /// « révision de la campagne » : Whose texts it was written with.
    package var campaignRevision: Revision
    /// « révision de la demande » : That it tells of.
    package var requestRevision: Revision
    /// « attend le bon à envoyer » : False: it goes at once.
    package var waitsForRelease: Bool
    /// « empreinte du courrier » : SHA-256 of its stored bytes.
    package var documentHash: ContentHash
    /// « remplace » : The letter or order that it revokes.
    package var supersedes: LetterID?
    /// « lien » : Where it carries one.
    package var link: LetterLink?

    package init(
        letter: LetterID, kind: Open<LetterKind>, to: Open<Function>? = nil, person: PersonID? = nil,
        medium: Open<LetterMedium>, campaignRevision: Revision, requestRevision: Revision, waitsForRelease: Bool,
        documentHash: ContentHash, supersedes: LetterID? = nil, link: LetterLink? = nil
    ) {
        self.letter = letter
        self.kind = kind
        self.to = to
        self.person = person
        self.medium = medium
        self.campaignRevision = campaignRevision
        self.requestRevision = requestRevision
        self.waitsForRelease = waitsForRelease
        self.documentHash = documentHash
        self.supersedes = supersedes
        self.link = link
    }
}
