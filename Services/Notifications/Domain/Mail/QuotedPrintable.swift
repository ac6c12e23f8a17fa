/// Quoted-printable (RFC 2045, 6.7): texts that mostly are ASCII stay legible in the file.
package enum QuotedPrintable {
    /// Line breaks of the text become CRLF; no encoded line has more than 76 characters.
    package static func encode(_ text: String) -> String {
        var lines: [String] = []
        for line in text.replacing("\r\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: false) {
            var current = ""
            let bytes = Array(line.utf8)
            for (index, byte) in bytes.enumerated() {
                let isLast = index == bytes.count - 1
                let token = token(byte, isLast: isLast)
                // One column is kept for the soft break's "=".
                if current.utf8.count + token.utf8.count > 75 {
                    lines.append(current + "=")
                    current = ""
                }
                // A line "." alone would end the message in SMTP (RFC 5321, 4.5.2), and "From " hurts mailboxes.
                current += current.isEmpty && (byte == 46 || byte == 70) ? hexadecimal(byte) : token
            }
            lines.append(current)
        }
        return lines.joined(separator: "\r\n")
    }

    private static func token(_ byte: UInt8, isLast: Bool) -> String {
        switch byte {
        case 32, 9: isLast ? hexadecimal(byte) : String(UnicodeScalar(byte))
        case 33...60, 62...126: String(UnicodeScalar(byte))
        default: hexadecimal(byte)
        }
    }

    private static func hexadecimal(_ byte: UInt8) -> String {
        let digits = Array("0123456789ABCDEF")
        return "=\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
    }
}
