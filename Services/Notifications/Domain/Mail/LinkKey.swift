import Crypto
import Foundation
package import Vocabulary

/// The key that makes links and codes (SECURITY: links). Token and code follow from a letter's identifier, so that
/// neither has to be kept anywhere; only their hashes leave the service. Prints nothing.
package struct LinkKey: Sendable, CustomStringConvertible, CustomReflectable {
    private let key: SymmetricKey

    /// nil: shorter than 32 bytes.
    package init?(_ bytes: [UInt8]) {
        guard bytes.count >= 32 else { return nil }
        key = SymmetricKey(data: bytes)
    }

    package var description: String { "•••" }
    package var customMirror: Mirror { Mirror(self, children: []) }

    /// 256 bits in base64url, 43 characters.
    package func token(_ letter: LetterID) -> String {
        Data(bytes("token/\(letter)")).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
            .replacing("=", with: "")
    }

    /// Six digits. Of 64 bits, so that no digit is more likely than another by more than 2^-44.
    package func code(_ letter: LetterID) -> String {
        let number = bytes("code/\(letter)").prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) } % 1_000_000
        let text = String(number)
        return String(repeating: "0", count: 6 - text.count) + text
    }

    /// SHA-256 of the token as the link writes it.
    package func tokenHash(_ letter: LetterID) -> ContentHash { ContentHash(of: Array(token(letter).utf8)) }

    /// SHA-256 of the token as the link writes it, followed by the six digits.
    package func codeHash(_ letter: LetterID) -> ContentHash {
        ContentHash(of: Array((token(letter) + code(letter)).utf8))
    }

    private func bytes(_ purpose: String) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: Array(purpose.utf8), using: key))
    }
}

extension ContentHash {
    /// SHA-256.
    package init(of bytes: [UInt8]) {
        let digits = Array("0123456789abcdef")
        self.init(
            judged: SHA256.hash(data: bytes).reduce(into: "") { $0 += "\(digits[Int($1 >> 4)])\(digits[Int($1 & 15)])" }
        )
    }
}
