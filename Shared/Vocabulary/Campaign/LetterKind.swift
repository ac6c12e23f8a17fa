/// « nature du courrier » : what a letter tells. A campaign has a heading for each, and no other.
package enum LetterKind: String, Codable, Hashable, Sendable, CaseIterable {
    case receipt
    case consent
    case correction
    case refusal
    case validation
    case opinion
    case ecoute
    case signature
    case countersignature
    case missionOrder
    case revocation
    case copy
    case change
    case cancellation
    case reminder
    case code
    case digest

    /// What the letter is, in French.
    package var french: String {
        switch self {
        case .receipt: "accusé de réception"
        case .consent: "demande d'accord"
        case .correction: "retour pour correction"
        case .refusal: "refus"
        case .validation: "validation et calendrier"
        case .opinion: "demande d'avis"
        case .ecoute: "invitation à l'écoute"
        case .signature: "contrat à signer"
        case .countersignature: "contrat à valider"
        case .missionOrder: "ordre de mission"
        case .revocation: "ordre de mission rapporté"
        case .copy: "copie du contrat"
        case .change: "changement de date ou de formateur"
        case .cancellation: "annulation"
        case .reminder: "relance"
        case .code: "code de confirmation"
        case .digest: "point du jour pour les services"
        }
    }
}
