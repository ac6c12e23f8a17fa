/// Bytes written as small hexadecimal digits.
package protocol HexValue: TextValue {
    static var byteCount: Int { get }
    /// With its article, in French: « une empreinte ».
    static var kind: String { get }
    /// Takes a text that was judged.
    init(judged text: String)
}

extension HexValue {
    package static var pattern: String { "^[0-9a-f]{\(2 * byteCount)}$" }

    package init(_ text: String) throws(ValueError) {
        guard text.utf8.count == 2 * Self.byteCount,
            text.utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) })
        else {
            throw ValueError(
                kind: Self.kind, value: text, expected: "\(2 * Self.byteCount) chiffres hexadécimaux minuscules")
        }
        self.init(judged: text)
    }
}

/// SHA-256 of some bytes, which are told where it stands.
package struct ContentHash: HexValue {
    package static let byteCount = 32
    package static let kind = "une empreinte SHA-256"
    package static let example = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
    /// Of nothing before: the first record of a chain.
    package static let zeros = ContentHash(judged: String(repeating: "0", count: 64))
    package let text: String
    package init(judged text: String) { self.text = text }
}

/// 128 random bits that go into a disclosure, so that its hash can't be guessed from the name.
package struct Salt: HexValue {
    package static let byteCount = 16
    package static let kind = "un sel"
    package static let example = "5e884898da28047151d0e56f8dc62927"
    package let text: String
    package init(judged text: String) { self.text = text }
}
