/// How many teachers: 0 to 300, which no sector exceeds; beyond, it is a slip of the keyboard.
package struct HeadCount: Codable, Hashable, Sendable, Comparable {
    package static let allowed = 0...300
    package let number: Int

    package init(_ number: Int) throws(ValueError) {
        guard Self.allowed.contains(number) else {
            throw ValueError(
                kind: "un nombre d'enseignants", value: String(number),
                expected: "un nombre entier de \(Self.allowed.lowerBound) à \(Self.allowed.upperBound)")
        }
        self.number = number
    }

    package static func < (left: Self, right: Self) -> Bool { left.number < right.number }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let number = try container.decode(Int.self)
        guard Self.allowed.contains(number) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a head count")
        }
        self.number = number
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(number)
    }
}
