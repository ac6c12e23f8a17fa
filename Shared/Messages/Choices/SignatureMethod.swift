/// « mode de signature » : how somebody agreed or signed; it stands on the act.
package enum SignatureMethod: String, Codable, Hashable, Sendable, CaseIterable {
    /// « lien personnel et code ».
    case link
    /// « jeton d'accès ».
    case token
    /// « papier ».
    case paper
    /// « parapheur ».
    case parapheur
}
