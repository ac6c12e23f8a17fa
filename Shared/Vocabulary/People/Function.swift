/// What a person acts as: a role, and the establishment, circonscription or département where it is held. The person
/// who holds it can change between request and contract; a function can't.
///
/// Written `role:seat`: `head:0690001B`, `ien:69-lyon-vaise`, `service:69`, `dfie`.
package enum Function: TextValue {
    /// Chef d'établissement, head of a collège: a pilot.
    case head(UAI)
    /// IEN, primary inspector of a circonscription: a pilot.
    case inspector(CirconscriptionID)
    /// IA-IPR référent, the secondary inspector who follows a collège.
    case referent(UAI)
    /// Délégation à la formation, innovation, expérimentation.
    case dfie
    /// First-degree training service of a département.
    case service(Departement)
    /// Pôle de professionnalisation.
    case pole
    /// IA-DASEN: the State's education director of a département.
    case director(Departement)
    /// Who may sign for an IA-DASEN by dated delegation; numbered within the département.
    case delegate(Departement, Int)
    /// Academic trainer or first-degree trainer.
    case trainer(TrainerID)

    package static let pattern =
        "^(dfie|pole|(head|ia-ipr):[0-9]{7}[A-HJ-NPR-Z]|ien:[0-9A-Z]{2,3}(-[a-z0-9]+)+"
        + "|(service|ia-dasen):[0-9A-Z]{2,3}|delegate:[0-9A-Z]{2,3}:[1-9][0-9]?|trainer:[A-Za-z0-9][A-Za-z0-9._-]{0,63})$"
    package static let example = "head:0690001B"

    package init(_ text: String) throws(ValueError) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        switch (parts[0], parts.count) {
        case ("dfie", 1): self = .dfie
        case ("pole", 1): self = .pole
        case ("head", 2): self = .head(try UAI(parts[1]))
        case ("ien", 2): self = .inspector(try CirconscriptionID(parts[1]))
        case ("ia-ipr", 2): self = .referent(try UAI(parts[1]))
        case ("service", 2): self = .service(try Departement(parts[1]))
        case ("ia-dasen", 2): self = .director(try Departement(parts[1]))
        case ("trainer", 2): self = .trainer(try TrainerID(parts[1]))
        case ("delegate", 3):
            guard let number = Int(parts[2]), (1...99).contains(number), String(number) == parts[2] else { fallthrough }
            self = .delegate(try Departement(parts[1]), number)
        default:
            throw ValueError(
                kind: "une fonction", value: text,
                expected: "un rôle et son lieu (head:UAI, ien:circonscription, service:département)")
        }
    }

    package var text: String {
        switch self {
        case .head(let uai): "head:\(uai)"
        case .inspector(let circonscription): "ien:\(circonscription)"
        case .referent(let uai): "ia-ipr:\(uai)"
        case .dfie: "dfie"
        case .service(let departement): "service:\(departement)"
        case .pole: "pole"
        case .director(let departement): "ia-dasen:\(departement)"
        case .delegate(let departement, let number): "delegate:\(departement):\(number)"
        case .trainer(let trainer): "trainer:\(trainer)"
        }
    }

    package var role: Role {
        switch self {
        case .head: .head
        case .inspector: .inspector
        case .referent: .referent
        case .dfie: .dfie
        case .service: .service
        case .pole: .pole
        case .director: .director
        case .delegate: .delegate
        case .trainer: .trainer
        }
    }

    /// Heads and IEN ask and carry the action (F5).
    package var isPilot: Bool { role == .head || role == .inspector }
}

/// What may be done depends on it.
package enum Role: String, Codable, Hashable, Sendable, CaseIterable {
    case head
    case inspector = "ien"
    case referent = "ia-ipr"
    case dfie
    case service
    case pole
    case director = "ia-dasen"
    case delegate
    case trainer
    /// Runs the machines; no business role.
    case `operator`
}
