import Crypto
import Foundation

/// The secret itself: 256 random bits, written as 43 characters of base64url (RFC 4648, 5) without padding.
///
/// It has no description that shows it, so it can't reach a log by interpolation.
package struct Token: Hashable, Sendable, CustomStringConvertible, CustomReflectable {
    private let bytes: [UInt8]

    /// A fresh one, from the system's random source.
    package static func random() -> Token {
        var generator = SystemRandomNumberGenerator()
        return Token(bytes: (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) })
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    /// Nil unless it is the one canonical text of 256 bits.
    package init?(text: some StringProtocol) {
        guard text.utf8.count == 43, !text.utf8.contains(where: { "+/=".utf8.contains($0) }) else { return nil }
        let base64 = text.map { character -> Character in
            switch character {
            case "-": "+"
            case "_": "/"
            default: character
            }
        }
        guard let data = Data(base64Encoded: String(base64) + "="), data.count == 32 else { return nil }
        bytes = [UInt8](data)
        // The last character carries two bits too many: only zeros are the text we would have written.
        guard self.text == text else { return nil }
    }

    /// The secret in clear: for the person it is made for, once.
    package var text: String {
        String(
            Data(bytes).base64EncodedString().compactMap { character -> Character? in
                switch character {
                case "+": "-"
                case "/": "_"
                case "=": nil
                default: character
                }
            })
    }

    /// SHA-256 of the 256 bits, 64 lower-case hexadecimal digits: what the token file holds.
    package var sha256: String { hexadecimal(SHA256.hash(data: bytes)) }

    package var description: String { "•••" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}

/// Lower-case hexadecimal digits, two a byte.
func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef")
    return String(bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
}
