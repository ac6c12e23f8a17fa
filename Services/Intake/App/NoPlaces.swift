import Rulebook
import Vocabulary

/// Where no reference files are given: nothing is known of any place.
struct NoPlaces: Places {
    func establishment(_ uai: UAI) -> Establishment? { nil }
    func isCirconscription(_ id: CirconscriptionID) -> Bool { false }
    func isTerritorial(_ id: CirconscriptionID) -> Bool { false }
    func kilometres(_ one: UAI, _ other: UAI) -> Double? { nil }
}

extension Places {
    /// The département that a function is of: of its seat, or by its own name; nil for those of the académie and for
    /// trainers.
    func departement(of function: Function) -> Departement? {
        switch function {
        case .head(let uai), .referent(let uai): establishment(uai)?.departement ?? uai.departement
        case .inspector(let circonscription): circonscription.departement
        case .service(let departement), .director(let departement), .delegate(let departement, _): departement
        case .dfie, .pole, .trainer: nil
        }
    }
}
