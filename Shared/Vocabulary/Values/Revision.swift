/// A number that rises by one with each change of a thing: 1, 2, 3 … A fact names the revision that it was made on; on
/// an outdated one it is void.
package struct Revision: Codable, Hashable, Sendable, Comparable {
    package static let first = Revision(unchecked: 1)
    /// What JSON's readers hold without loss: 2^53 − 1.
    package static let allowed = 1...9_007_199_254_740_991
    package let number: Int

    private init(unchecked number: Int) { self.number = number }

    package init(_ number: Int) throws(ValueError) {
        guard Self.allowed.contains(number) else {
            throw ValueError(kind: "une révision", value: String(number), expected: "un nombre entier à partir de 1")
        }
        self.number = number
    }

    /// The one after; the last one has none and stays.
    package var next: Revision { Revision(unchecked: min(number + 1, Self.allowed.upperBound)) }

    package static func < (left: Self, right: Self) -> Bool { left.number < right.number }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let number = try container.decode(Int.self)
        guard Self.allowed.contains(number) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a revision")
        }
        self.number = number
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(number)
    }
}
