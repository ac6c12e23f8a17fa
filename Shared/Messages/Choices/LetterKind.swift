/// « nature du courrier » : what a letter tells.
package enum LetterKind: String, Codable, Hashable, Sendable, CaseIterable {
    /// « accusé de réception ».
    case receipt
    /// « demande d'accord ».
    case consent
    /// « retour pour correction ».
    case correction
    /// « refus ».
    case refusal
    /// « validation et calendrier ».
    case validation
    /// « demande d'avis ».
    case opinion
    /// « invitation à l'écoute ».
    case ecoute
    /// « contrat à signer ».
    case signature
    /// « contrat à valider ».
    case countersignature
    /// « ordre de mission ».
    case missionOrder
    /// « ordre de mission rapporté ».
    case revocation
    /// « copie du contrat ».
    case copy
    /// « changement de date ou de formateur ».
    case change
    /// « annulation ».
    case cancellation
    /// « relance ».
    case reminder
    /// « code de confirmation ».
    case code
}
