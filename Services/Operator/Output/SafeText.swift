/// Text from records made safe for a terminal, whatever it was: a control character could drive the terminal or start a
/// line of its own (CWE-150, CWE-117), and a format character could let a key look like another one (Trojan Source,
/// CVE-2021-42574). None is dropped: two keys that differ are seen to differ.
enum SafeText {
    /// As it stands, with `\n`, `\r`, `\t` or `\u{1B}` for what a terminal wouldn't show as it is.
    static func line(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isUnsafe) else { return text }
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case _ where isUnsafe(scalar): result += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// One column of a row: in quotes where a reader couldn't see its ends.
    static func word(_ text: String) -> String {
        let needsQuotes = text.isEmpty || text == "-" || text.contains { $0.isWhitespace || $0 == "\"" }
        let safe = line(text)
        return needsQuotes ? "\"" + safe.replacing("\"", with: "\\\"") + "\"" : safe
    }

    /// Bytes that should be UTF-8: as text where they are, else in hexadecimal digits.
    static func word(_ bytes: [UInt8]) -> String {
        if let text = String(validating: bytes, as: UTF8.self) { return word(text) }
        return "0x" + bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// Controls, formats (bidi, zero width, tags) and the two separators that some take for line ends.
    static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }
}
