package import Vocabulary

/// What a token lets its bearer act as (SECURITY, "Who may do what"). The token file names it by its raw value.
package enum BusinessRole: String, Hashable, Sendable, CaseIterable {
    /// Head of a collège or IEN, by the functions `head:UAI` and `ien:…` of the token (F5).
    case pilot
    case dfie
    /// First-degree training service of a département, by `service:69`.
    case service
    /// IA-DASEN or delegate, by `ia-dasen:69` or `delegate:69:1`.
    case director = "ia-dasen"
    /// IA-IPR référent, by `ia-ipr:UAI` of each collège.
    case referent = "ia-ipr"
    /// Pôle de professionnalisation.
    case pole
    /// By `trainer:F001`.
    case trainer

    /// Whether a function is one that this role acts in.
    package func holds(_ function: Function) -> Bool {
        switch function.role {
        case .head, .inspector: self == .pilot
        case .dfie: self == .dfie
        case .service: self == .service
        case .director, .delegate: self == .director
        case .referent: self == .referent
        case .pole: self == .pole
        case .trainer: self == .trainer
        case .operator: false
        }
    }

    /// The function that the role is by itself, whatever the token lists: there is one of it.
    var only: Function? {
        switch self {
        case .dfie: .dfie
        case .pole: .pole
        case .pilot, .service, .director, .referent, .trainer: nil
        }
    }

    /// In French, as a refusal names it.
    package var french: String {
        switch self {
        case .pilot: "pilote"
        case .dfie: "Dfie"
        case .service: "service départemental"
        case .director: "IA-DASEN"
        case .referent: "IA-IPR référent"
        case .pole: "Pôle de professionnalisation"
        case .trainer: "formateur"
        }
    }
}
