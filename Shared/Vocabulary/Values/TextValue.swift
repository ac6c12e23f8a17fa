/// A value with one written form. In messages it is a JSON string of that form; a text that isn't one is refused when
/// read, so that an illegal value never stands in memory.
package protocol TextValue: Codable, Hashable, Sendable, CustomStringConvertible {
    /// Reads the written form; nothing is trimmed or corrected.
    init(_ text: String) throws(ValueError)
    /// The written form.
    var text: String { get }
    /// What holds for every written form, as a regular expression of ECMA 262 anchored at both ends, for JSON Schema.
    static var pattern: String { get }
    /// A written form that is one.
    static var example: String { get }
}

extension TextValue {
    package var description: String { text }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        do {
            self = try Self(text)
        } catch {
            // The reason goes along: whoever may repeat the value to its sender can say what is expected.
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: container.codingPath, debugDescription: "not \(Self.self)", underlyingError: error))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
