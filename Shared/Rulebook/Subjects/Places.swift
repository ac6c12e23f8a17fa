package import Vocabulary

/// What rules ask of the reference files; a test gives its own few establishments.
package protocol Places: Sendable {
    /// nil where the number stands in none of the files: not a public collège or école of the académie.
    func establishment(_ uai: UAI) -> Establishment?
    func isCirconscription(_ id: CirconscriptionID) -> Bool
    /// Whether establishments are tied to it; no where it isn't known, or is one for ASH, of a whole département.
    func isTerritorial(_ id: CirconscriptionID) -> Bool
    /// In a straight line, not rounded; nil where a place's position isn't known.
    func kilometres(_ one: UAI, _ other: UAI) -> Double?
}
