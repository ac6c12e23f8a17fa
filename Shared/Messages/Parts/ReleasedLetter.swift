package import Vocabulary

/// « courrier bon à envoyer » : one of those that a release lets go. Letters released together may have been written on
/// different revisions, so each names its own: one that was written anew meanwhile isn't released by it.
package struct ReleasedLetter: Codable, Hashable, Sendable {
    /// « courrier » : Which.
    package var letter: LetterID
    /// « révision de la campagne » : Whose texts it was written with, as its preparation says.
    package var campaignRevision: Revision
    /// « révision de la demande » : That it tells of, as its preparation says.
    package var requestRevision: Revision

    package init(
        letter: LetterID, campaignRevision: Revision, requestRevision: Revision
    ) {
        self.letter = letter
        self.campaignRevision = campaignRevision
        self.requestRevision = requestRevision
    }
}
