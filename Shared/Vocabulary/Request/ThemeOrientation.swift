/// An orientation of the plan académique de formation that binds priority education (H2): `pratiques-inclusives`.
/// Which ones there are, and their French wording, is the campaign's to say.
package struct ThemeOrientation: Identifier {
    package static let kind = "l'identifiant d'une orientation"
    package static var expected: String {
        "un id de rules.H2.orientations de la campagne (campaign.yaml, H2) : \(form)"
    }
    package static let example = "pratiques-inclusives"
    package let text: String
    package init(judged text: String) { self.text = text }
}
