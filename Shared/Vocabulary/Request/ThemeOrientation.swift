/// An orientation of the plan académique de formation that binds priority education (H2): `pratiques-inclusives`.
/// Which ones there are, and their French wording, is the campaign's to say.
package struct ThemeOrientation: Identifier {
    package static let kind = "une orientation"
    package static let example = "pratiques-inclusives"
    package let text: String
    package init(judged text: String) { self.text = text }
}
