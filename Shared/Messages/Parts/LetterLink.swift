package import Vocabulary

/// « lien » : what a letter's link may do. Neither token nor code stand here, only their hashes.
package struct LetterLink: Codable, Hashable, Sendable {
    /// « usage » : The one thing that it may do.
    package var purpose: Open<LinkPurpose>
    /// « fonction » : That it may do it in.
    package var function: Function
    /// « empreinte du document » : That it is bound to; it dies when the content changes.
    package var documentHash: ContentHash
    /// « empreinte du jeton » : SHA-256 of the token.
    package var tokenHash: ContentHash
    /// « empreinte du code » : SHA-256 of token and code, where a code is asked.
    package var codeHash: ContentHash?
    /// « valable jusqu'au » : At most 14 days.
    package var expires: Timestamp

    package init(
        purpose: Open<LinkPurpose>, function: Function, documentHash: ContentHash, tokenHash: ContentHash,
        codeHash: ContentHash? = nil, expires: Timestamp
    ) {
        self.purpose = purpose
        self.function = function
        self.documentHash = documentHash
        self.tokenHash = tokenHash
        self.codeHash = codeHash
        self.expires = expires
    }
}
