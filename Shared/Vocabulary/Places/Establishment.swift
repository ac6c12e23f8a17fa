/// A public collège or école, as the reference files know it.
package struct Establishment: Codable, Hashable, Sendable {
    package enum Kind: String, Codable, Hashable, Sendable, CaseIterable {
        case college
        case ecole

        package var degree: Degree { self == .college ? .second : .first }
    }

    package var uai: UAI
    package var kind: Kind
    package var name: String
    package var departement: Departement
    /// INSEE's code.
    package var commune: String
    /// Of the collège; of an école, its collège's.
    package var priority: PriorityEducation
    /// The territorial one.
    package var circonscription: CirconscriptionID?
    /// The collège whose network or sector it belongs to: a collège's own number.
    package var sector: UAI?

    package init(
        uai: UAI, kind: Kind, name: String, departement: Departement, commune: String, priority: PriorityEducation,
        circonscription: CirconscriptionID?, sector: UAI?
    ) {
        self.uai = uai
        self.kind = kind
        self.name = name
        self.departement = departement
        self.commune = commune
        self.priority = priority
        self.circonscription = circonscription
        self.sector = sector
    }
}
