/// What a person wrote in their own words: at most 5,000 characters of any script, line breaks and tabs kept.
///
/// NUL is refused as PostgreSQL can't hold it; other control characters (C0 but for line breaks and tabs, DEL, and C1,
/// U+0080 to U+009F) since no form makes them and terminals take some for orders. Nothing is escaped here: whoever
/// shows it escapes it.
package struct FreeText: TextValue {
    package static let longest = 5000
    package static let pattern = "^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F-\\u009F]{0,5000}$"
    package static let example = "Construire une progression commune du CM1 à la 6e."
    package let text: String

    package init(_ text: String) throws(ValueError) {
        guard text.unicodeScalars.count <= Self.longest else {
            throw ValueError(
                kind: "un texte accepté", value: text,
                expected: "au plus \(Self.longest) caractères (il en a \(text.unicodeScalars.count))")
        }
        if let control = text.unicodeScalars.first(where: Self.isControl) {
            let code = String(control.value, radix: 16, uppercase: true)
            throw ValueError(
                kind: "un texte accepté", value: text,
                expected:
                    "un texte sans caractère de commande (U+\(String(repeating: "0", count: 4 - code.count))\(code))")
        }
        self.text = text
    }

    /// Whether only white space stands there.
    package var isEmpty: Bool { text.unicodeScalars.allSatisfy(\.properties.isWhitespace) }

    /// Words: runs of letters and digits, whatever the script; an emoji or a dash is none.
    package var words: Int {
        var count = 0
        var inside = false
        for scalar in text.unicodeScalars {
            let isWord = scalar.properties.isAlphabetic || scalar.properties.numericType != nil
            if isWord && !inside { count += 1 }
            inside = isWord
        }
        return count
    }

    static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        (scalar.value < 0x20 && scalar != "\n" && scalar != "\t" && scalar != "\r")
            || (0x7F...0x9F).contains(scalar.value)
    }

    /// Control characters, and the marks that turn the direction of text (Unicode TR 9), which can make a line of a
    /// report read otherwise than it is.
    static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
        isControl(scalar) || scalar == "\r" || scalar.properties.isBidiControl || scalar.value == 0x2028
            || scalar.value == 0x2029
    }
}
