/// « cause de caducité » : what makes a contract fall.
package enum VoidReason: String, Codable, Hashable, Sendable, CaseIterable {
    /// « acte modifié ».
    case actChanged
    /// « demande retirée ».
    case withdrawn
    /// « action annulée ».
    case cancelled
    /// « séance déplacée ».
    case sessionMoved
    /// « renvoyé par l'IA-DASEN ».
    case returned
}
