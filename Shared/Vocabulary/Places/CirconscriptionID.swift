/// A first-degree district under one inspector (IEN): its département's code, a dash, and its name in small letters
/// without accents: `69-lyon-vaise`.
package struct CirconscriptionID: TextValue, Comparable {
    package static let pattern = "^[0-9][0-9AB][0-9]?-[a-z0-9]+(-[a-z0-9]+)*$"
    package static let example = "69-lyon-vaise"
    package let text: String
    package let departement: Departement

    package init(_ text: String) throws(ValueError) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count >= 2, text.utf8.count <= 64, let departement = try? Departement(String(parts[0])),
            parts.dropFirst().allSatisfy({ part in
                !part.isEmpty && part.utf8.allSatisfy { (48...57).contains($0) || (97...122).contains($0) }
            })
        else {
            throw ValueError(
                kind: "une circonscription", value: text,
                expected: "le code du département et le nom en minuscules sans accents (69-tarare)")
        }
        self.text = text
        self.departement = departement
    }

    package static func < (left: Self, right: Self) -> Bool { left.text < right.text }
}
