/// A person's name as an order or letter writes it: 1 to 120 characters on one line, with a letter among them.
package struct PersonName: TextValue {
    package static let longest = 120
    package static let pattern = "^[^\\u0000-\\u001F\\u007F-\\u009F]{1,120}$"
    package static let example = "Camille Exemple"
    package let text: String

    package init(_ text: String) throws(ValueError) {
        guard (1...Self.longest).contains(text.unicodeScalars.count),
            text.unicodeScalars.contains(where: \.properties.isAlphabetic),
            !text.unicodeScalars.contains(where: { FreeText.isForbidden($0) || $0 == "\n" || $0 == "\t" })
        else {
            throw ValueError(
                kind: "un nom", value: text, expected: "1 à \(Self.longest) caractères sur une ligne (\(Self.example))")
        }
        self.text = text
    }
}

/// A professional address: `camille.exemple@example.org`. Narrower than RFC 5322: no quoted parts, no comments, no
/// address literals, ASCII alone, so that it can stand in a mail's header as it is.
package struct MailAddress: TextValue {
    package static let pattern =
        "^[A-Za-z0-9!#$%&'*+/=?^_{|}~-]+([.][A-Za-z0-9!#$%&'*+/=?^_{|}~-]+)*@([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?[.])"
        + "+[A-Za-z]{2,63}$"
    package static let example = "camille.exemple@example.org"
    package let text: String

    package init(_ text: String) throws(ValueError) {
        guard text.utf8.count <= 254, Self.isAddress(text) else {
            throw ValueError(kind: "une adresse de courriel", value: text, expected: "une adresse (\(Self.example))")
        }
        self.text = text
    }

    private static func isAddress(_ text: String) -> Bool {
        let halves = text.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        guard halves.count == 2, halves[0].count <= 64 else { return false }
        let atoms = halves[0].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        let labels = halves[1].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard atoms.allSatisfy({ !$0.isEmpty && $0.allSatisfy { isAlphanumeric($0) || marks.contains($0) } }),
            labels.count >= 2, let last = labels.last, (2...63).contains(last.count), last.allSatisfy(isLetter)
        else { return false }
        let dash = UInt8(ascii: "-")
        return labels.allSatisfy { label in
            (1...63).contains(label.count) && label.allSatisfy { isAlphanumeric($0) || $0 == dash }
                && label.first != dash && label.last != dash
        }
    }

    private static let marks = Set("!#$%&'*+/=?^_{|}~-".utf8)
    private static func isLetter(_ byte: UInt8) -> Bool { (65...90).contains(byte) || (97...122).contains(byte) }
    private static func isAlphanumeric(_ byte: UInt8) -> Bool { isLetter(byte) || (48...57).contains(byte) }
}
