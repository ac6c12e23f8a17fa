/// « qualité d'intervenant » : I1–I3.
package enum LeaderKind: String, Codable, Hashable, Sendable, CaseIterable {
    /// « formateur académique ».
    case academic
    /// « conseiller pédagogique de circonscription ».
    case cpc
    /// « conseiller pédagogique départemental ».
    case cpd
    /// « formateur en éducation prioritaire ».
    case fep
    /// « pôle de formation ».
    case pole
    /// « enseignant du second degré ».
    case secondDegree
    /// « intervenant extérieur ».
    case speaker
    /// « universitaire ».
    case lecturer
}
