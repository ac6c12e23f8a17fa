package import Vocabulary

/// Where a row, or a tie between two rows, comes from.
package enum Origin: String, Hashable, Sendable, CaseIterable {
    /// A publisher's data.
    case source
    /// Computed from such data by a rule that the files' notes state, since no source gives it.
    case derived
    /// Made up, since nothing gives it.
    case invented
}

/// A public collège or école of the reference files, with its place.
package struct School: Hashable, Sendable {
    package let establishment: Establishment
    /// A collège without a sector.
    package let isSpecialised: Bool
    /// Street, where known.
    package let address: String?
    package let postcode: String?
    /// Its own where known, else its commune's centre.
    package let position: GeographicPosition
    package let point: PlanePosition
    /// The whole collège's at the files' date.
    package let pupils: Int?
    /// nil for a collège.
    package let sectorOrigin: Origin?
    package let circonscriptionOrigin: Origin

    package var uai: UAI { establishment.uai }
}

package struct Commune: Hashable, Sendable {
    /// INSEE's code; Lyon's arrondissements have their own.
    package let insee: String
    package let name: String
    package let departement: Departement
    package let position: GeographicPosition
    package let point: PlanePosition
}

package struct Circonscription: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        case territorial = "territoriale"
        /// For schooling of handicapped pupils in a whole département; no école is tied to it.
        case ash = "ASH"
    }

    package let id: CirconscriptionID
    package let name: String
    package let kind: Kind
    package let origin: Origin
}

/// A collège and the écoles whose pupils it receives: a réseau where it is in priority education, else a secteur.
package struct Sector: Hashable, Sendable {
    package let college: UAI
    /// In the order of their numbers.
    package let ecoles: [UAI]
    package let priority: PriorityEducation
    /// Of a réseau alone.
    package let networkName: String?
}
