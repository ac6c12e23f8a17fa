/// An establishment's number in the ministry's register (unité administrative immatriculée): seven digits, the first
/// three the département's, and a check letter, the digits modulo 23.
package struct UAI: TextValue, Comparable {
    package static let pattern = "^[0-9]{7}[A-HJ-NPR-Z]$"
    package static let example = "0690001B"
    package let text: String

    private static let letters = Array("ABCDEFGHJKLMNPRSTUVWXYZ".utf8)

    package init(_ text: String) throws(ValueError) {
        let bytes = Array(text.utf8)
        guard bytes.count == 8, bytes[..<7].allSatisfy({ (48...57).contains($0) }), bytes[7] >= 65, bytes[7] <= 90
        else {
            throw ValueError(
                kind: "un UAI", value: text, expected: "sept chiffres suivis d'une lettre majuscule (\(Self.example))")
        }
        let number = bytes[..<7].reduce(0) { $0 * 10 + Int($1 - 48) }
        let letter = Self.letters[number % 23]
        guard bytes[7] == letter else {
            throw ValueError(
                kind: "un UAI", value: text,
                expected: "la lettre de contrôle \(Character(Unicode.Scalar(letter))) après \(text.prefix(7))")
        }
        self.text = text
    }

    /// The département that the first three digits name; nil where they name none (Corsica's are 620 and 720).
    package var departement: Departement? {
        switch text.prefix(3) {
        case "620": try? Departement("2A")
        case "720": try? Departement("2B")
        case let digits where digits.hasPrefix("97"): try? Departement(String(digits))
        case let digits where digits.hasPrefix("0"): try? Departement(String(digits.dropFirst()))
        default: nil
        }
    }

    package static func < (left: Self, right: Self) -> Bool { left.text < right.text }
}
