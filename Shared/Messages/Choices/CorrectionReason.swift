/// « motif de correction » : why a feed's contract gets a new version.
package enum CorrectionReason: String, Codable, Hashable, Sendable, CaseIterable {
    /// « stagiaire remplacé ».
    case substitution
    /// « formateur remplacé ».
    case trainerReplaced
    /// « séance déplacée ».
    case sessionMoved
    /// « numéro GAIA ».
    case dispositifNumbered
    /// « identité effacée ».
    case erasure
    /// « erreur matérielle ».
    case error
}
