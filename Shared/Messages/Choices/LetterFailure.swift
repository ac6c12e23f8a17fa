/// « cause d'échec » : why a letter didn't go.
package enum LetterFailure: String, Codable, Hashable, Sendable, CaseIterable {
    /// « adresse inconnue ».
    case addressUnknown
    /// « refusé par le destinataire ».
    case refused
    /// « serveur indisponible ».
    case unavailable
    /// « trop volumineux ».
    case tooLarge
}
