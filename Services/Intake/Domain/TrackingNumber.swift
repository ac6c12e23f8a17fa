package import Vocabulary

/// « numéro de suivi » : 80 random bits that open a request's tracking page to whoever has it. Sixteen letters and
/// digits of RFC 4648's base 32, in fours: `ABCD-EFGH-IJKL-2345`.
package struct TrackingNumber: TextValue {
    package static let pattern = "^[A-Z2-7]{4}(-[A-Z2-7]{4}){3}$"
    package static let example = "ABCD-EFGH-IJKL-2345"
    package static let byteCount = 10
    package let text: String

    package init(_ text: String) throws(ValueError) {
        let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        guard parts.count == 4, parts.allSatisfy({ $0.count == 4 && $0.allSatisfy(Self.alphabet.contains) }) else {
            throw ValueError(
                kind: "un numéro de suivi", value: text, expected: "seize lettres ou chiffres par quatre")
        }
        self.text = text
    }

    /// - Precondition: ten bytes.
    package init(of bytes: [UInt8]) {
        precondition(bytes.count == Self.byteCount, "80 bits make a tracking number")
        let letters = Base32.letters(of: bytes)
        text = stride(from: 0, to: 16, by: 4).map { String(letters[$0..<$0 + 4]) }.joined(separator: "-")
    }

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)
}

/// RFC 4648, 6: five bits a letter; what is left over is dropped.
package enum Base32 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")

    package static func letters(of bytes: some Sequence<UInt8>) -> [Character] {
        var letters: [Character] = []
        var bits = 0
        var count = 0
        for byte in bytes {
            bits = (bits << 8 | Int(byte)) & 0xFFFF
            count += 8
            while count >= 5 {
                count -= 5
                letters.append(alphabet[bits >> count & 31])
            }
        }
        return letters
    }
}
