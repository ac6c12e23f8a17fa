/// A moment as messages write it: RFC 3339 in UTC, three decimals. One written form, so that bytes compare.
package struct Timestamp: TextValue, Comparable {
    package static let pattern =
        "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9][.][0-9]{3}Z$"
    package static let example = "2020-05-27T14:03:12.000Z"

    package let instant: Instant

    package init(_ instant: Instant) { self.instant = instant }

    package init(_ text: String) throws(ValueError) {
        guard let instant = Instant(rfc3339: text), instant.rfc3339 == text else {
            throw ValueError(
                kind: "un instant", value: text, expected: "un instant en temps universel (\(Self.example))")
        }
        self.instant = instant
    }

    package var text: String { instant.rfc3339 }

    package static func < (left: Self, right: Self) -> Bool { left.instant < right.instant }
}
