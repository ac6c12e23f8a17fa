/// « usage du lien » : the one thing that a link may do.
package enum LinkPurpose: String, Codable, Hashable, Sendable, CaseIterable {
    /// « donner son accord ».
    case consent
    /// « corriger la demande ».
    case correct
    /// « signer ».
    case sign
    /// « valider et signer ».
    case countersign
    /// « compléter la liste ».
    case roster
}
