/// Why a document could not be read, or a value could not be written.
///
/// It carries no value of the document: only key names that a type declares, the byte and what was expected there, so
/// it can be logged whatever the document holds.
package struct WireError: Error, Equatable, Sendable {
    package enum Kind: String, Sendable {
        /// The bytes are not RFC 8259 JSON, or something follows the document.
        case syntax
        /// A string is not well-formed UTF-8, or an escape is half of a surrogate pair.
        case malformedText
        /// A string holds U+0000, which PostgreSQL's `text` and `jsonb` can't store.
        case nulCharacter
        /// An object names the same member twice.
        case duplicateKey
        /// Arrays and objects are nested deeper than the limit.
        case tooDeep
        /// The document is longer than an index of 32 bits reaches.
        case tooLarge
        /// A member the type needs is absent.
        case missing
        /// The value is there, but of another JSON kind than the type reads.
        case mismatch
        /// The number does not fit the type exactly, or is not finite.
        case outOfRange
        /// The type itself refused what it read: an unknown enum case, an identifier out of form.
        case refused
        /// The type encoded itself in a way JSON has no form for.
        case unencodable
    }

    package var kind: Kind
    /// From the root, as `groups[2].host`; a key that no type declares (a dictionary's) reads `*`. Empty at the root
    /// and for syntax errors, which are found before any type is asked.
    package var path: String
    /// From the start of the document; when encoding, how many bytes were written before the failure (none if the type
    /// writes its containers out of order).
    package var byteOffset: Int
    /// A noun phrase, as "an integer of type Int".
    package var expected: String

    package init(kind: Kind, path: String, byteOffset: Int, expected: String) {
        self.kind = kind
        self.path = path
        self.byteOffset = byteOffset
        self.expected = expected
    }
}

extension WireError: CustomStringConvertible {
    package var description: String {
        "\(path.isEmpty ? "document" : path) at byte \(byteOffset): \(kind.rawValue), expected \(expected)"
    }
}
