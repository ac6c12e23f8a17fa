/// A moment in UTC, to the millisecond, from 0001-01-01T00:00:00.000Z to 9999-12-31T23:59:59.999Z: what RFC 3339 can
/// write (section 1: years 0000 to 9999). Domain dates are civil dates and half-days in Europe/Paris, never instants.
package struct Instant: Hashable, Sendable, Comparable, Codable {
    /// Since 1970-01-01T00:00:00Z, leap seconds not counted.
    package let milliseconds: Int64

    package static let first = Instant(unchecked: -62_135_596_800_000)
    package static let last = Instant(unchecked: 253_402_300_799_999)

    /// A moment outside the range becomes its nearest end: a timer set beyond time never fires, rather than trap.
    package init(milliseconds: Int64) {
        self.milliseconds = min(max(milliseconds, Self.first.milliseconds), Self.last.milliseconds)
    }

    private init(unchecked milliseconds: Int64) { self.milliseconds = milliseconds }

    /// Nil outside the range.
    init?(exactly milliseconds: Int64) {
        guard (Self.first.milliseconds...Self.last.milliseconds).contains(milliseconds) else { return nil }
        self.milliseconds = milliseconds
    }

    package static func < (left: Instant, right: Instant) -> Bool { left.milliseconds < right.milliseconds }

    /// Later by a duration, at most the last moment, at least the first; what is below a millisecond is dropped.
    package static func + (left: Instant, right: Duration) -> Instant {
        let (seconds, attoseconds) = right.components
        // More than the whole range either way, and far from overflow.
        let whole = min(max(seconds, -1_000_000_000_000), 1_000_000_000_000)
        return Instant(milliseconds: left.milliseconds + whole * 1000 + attoseconds / 1_000_000_000_000_000)
    }

    package static func - (left: Instant, right: Instant) -> Duration {
        .milliseconds(left.milliseconds - right.milliseconds)
    }

    /// Throws `DecodingError` outside the range: what was written was in it.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let instant = Instant(exactly: try container.decode(Int64.self)) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "not a moment of the years 0001 to 9999")
        }
        self = instant
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(milliseconds)
    }
}
