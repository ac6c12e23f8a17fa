/// Text made safe to stand in one line of a log, whatever it was.
///
/// Control characters would let a value start a line of its own (log injection, CWE-117) or drive a terminal; bidi
/// controls would let it show in another order than it was written (Trojan Source, CVE-2021-42574).
enum LogText {
    /// Control characters as `\n`, `\t` or `\u{1B}`; bidi controls taken out.
    static func escaped(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { isControl($0) || isBidi($0) }) else { return text }
        var result = ""
        for scalar in text.unicodeScalars where !isBidi(scalar) {
            switch scalar {
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case _ where isControl(scalar): result += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// The inside of a JSON string (RFC 8259, section 7).
    static func appendJSON(_ text: String, to line: inout String) {
        line += "\""
        for scalar in text.unicodeScalars where !isBidi(scalar) {
            switch scalar {
            case "\"": line += "\\\""
            case "\\": line += "\\\\"
            case "\n": line += "\\n"
            case "\r": line += "\\r"
            case "\t": line += "\\t"
            case _ where isControl(scalar):
                let digits = String(scalar.value, radix: 16)
                line += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: line.unicodeScalars.append(scalar)
            }
        }
        line += "\""
    }

    /// At most this many bytes, cut between scalars, with `…` for what is missing.
    static func cut(_ text: String, to limit: Int) -> String {
        guard text.utf8.count > limit else { return text }
        var result = String.UnicodeScalarView()
        var size = 0
        for scalar in text.unicodeScalars {
            size += UTF8.width(scalar)
            if size > limit { break }
            result.append(scalar)
        }
        return String(result) + "…"
    }

    /// C0, DEL, C1, and the two separators that JavaScript takes for line ends.
    static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || scalar.value == 0x2028 || scalar.value == 0x2029
    }

    /// The twelve characters with the property Bidi_Control (Unicode Standard Annex 9).
    static func isBidi(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}
