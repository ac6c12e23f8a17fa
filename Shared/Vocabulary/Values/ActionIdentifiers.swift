/// A session of a group, for its whole life, whatever is moved.
package struct SessionID: Identifier {
    package static let kind = "un identifiant de séance"
    package static let example = "ALP-69-0042.G1.1"
    package let text: String
    package init(judged text: String) { self.text = text }
}

/// A run of the optimisation.
package struct JobID: Identifier {
    package static let kind = "un identifiant de calcul"
    package static let example = "plan-2020-06-18-1"
    package let text: String
    package init(judged text: String) { self.text = text }
}

/// A contract, for its whole life: all versions of its act and annex.
package struct ContractID: Identifier {
    package static let kind = "un numéro de contrat"
    package static let example = "C-69-0042"
    package let text: String
    package init(judged text: String) { self.text = text }
}

/// What proves a signature, where Approval keeps it.
package struct EvidenceID: Identifier {
    package static let kind = "un identifiant de preuve"
    package static let example = "ev-31c5"
    package let text: String
    package init(judged text: String) { self.text = text }
}

/// A delegation of signature by an IA-DASEN, dated and published.
package struct DelegationID: Identifier {
    package static let kind = "un identifiant de délégation"
    package static let example = "del-69-2020-3"
    package let text: String
    package init(judged text: String) { self.text = text }
}

/// A letter, order or message to somebody, for its whole life.
package struct LetterID: Identifier {
    package static let kind = "un identifiant de courrier"
    package static let example = "L-69-0042-3"
    package let text: String
    package init(judged text: String) { self.text = text }
}

/// A dispositif's number in GAIA, the ministry's training register (Y4); its form is GAIA's affair.
package struct DispositifNumber: Identifier {
    package static let kind = "un numéro de dispositif"
    package static let example = "20A0100345"
    package let text: String
    package init(judged text: String) { self.text = text }
}

/// A module's number within its dispositif in GAIA.
package struct ModuleNumber: Identifier {
    package static let kind = "un numéro de module"
    package static let example = "55123"
    package let text: String
    package init(judged text: String) { self.text = text }
}
