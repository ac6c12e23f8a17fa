import Foundation
import Testing
import Vocabulary

@Suite(.timeLimit(.minutes(1)))
struct InstantTests {
    private static let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)

    /// Foundation counts the Gregorian calendar as we do from 1583 on.
    private static func moments() -> [Int64] {
        var moments: [Int64] = [0, -1, 1, 951_782_400_000, 951_868_799_999, 253_402_300_799_999, -12_212_553_600_000]
        var mixed: UInt64 = 88_172_645_463_325_252
        for _ in 0..<5_000 {
            mixed ^= mixed << 13
            mixed ^= mixed >> 7
            mixed ^= mixed << 17
            // 1583 to 9999.
            moments.append(Int64(mixed % 265_614_854_400_000) - 12_212_553_600_000)
        }
        return moments
    }

    @Test func `instants are written as Foundation writes them`() {
        for moment in Self.moments() {
            // A quarter of a millisecond more, so that Foundation's binary fraction isn't cut below it.
            let date = Date(timeIntervalSince1970: (Double(moment) + 0.25) / 1000)
            #expect(Instant(milliseconds: moment).rfc3339 == date.formatted(Self.style))
        }
    }

    @Test func `an instant comes back from its text`() {
        for moment in Self.moments() {
            #expect(Instant(rfc3339: Instant(milliseconds: moment).rfc3339) == Instant(milliseconds: moment))
        }
    }

    @Test(
        arguments: [
            ("2020-06-30T22:00:00Z", 1_593_554_400_000), ("2020-07-01T00:00:00+02:00", 1_593_554_400_000),
            ("2020-06-30T20:30:00-01:30", 1_593_554_400_000), ("2020-06-30T22:00:00.5Z", 1_593_554_400_500),
            ("2020-06-30T22:00:00.123999Z", 1_593_554_400_123), ("2020-02-29T00:00:00Z", 1_582_934_400_000),
            ("0001-01-01T00:00:00Z", -62_135_596_800_000), ("2020-06-30T22:00:00-00:00", 1_593_554_400_000),
        ] as [(String, Int64)])
    func `offsets and fractions are read`(text: String, milliseconds: Int64) {
        #expect(Instant(rfc3339: text)?.milliseconds == milliseconds)
    }

    @Test(arguments: [
        "", "2020", "2020-06-30", "2020-06-30T22:00:00", "2020-06-30 22:00:00Z", "2020-13-01T00:00:00Z",
        "2020-00-01T00:00:00Z", "2019-02-29T00:00:00Z", "1900-02-29T00:00:00Z", "2020-04-31T00:00:00Z",
        "2020-06-00T00:00:00Z", "2020-06-30T24:00:00Z", "2020-06-30T22:60:00Z", "2020-06-30T22:00:60Z",
        "2020-06-30T22:00:00.Z", "2020-06-30T22:00:00ZZ", "2020-06-30T22:00:00+0200", "2020-06-30T22:00:00+24:00",
        "2020-06-30T22:00:00+02:60", "0000-01-01T00:00:00Z", "+020-06-30T22:00:00Z", "2020-06-30T22:00:00.12 Z",
        "٢٠٢٠-06-30T22:00:00Z", "0001-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01",
    ])
    func `what isn't a moment is none`(text: String) {
        #expect(Instant(rfc3339: text) == nil)
    }

    @Test func `instants are ordered, and are moved by durations`() {
        let noon = Instant(milliseconds: 1000)
        #expect(noon + .milliseconds(5) == Instant(milliseconds: 1005))
        #expect(noon + .seconds(-2) == Instant(milliseconds: -1000))
        #expect(noon + .microseconds(999) == noon)
        #expect(noon < noon + .milliseconds(1))
        #expect(Instant(milliseconds: 1005) - noon == .milliseconds(5))
    }

    @Test(arguments: [
        (Int64.min, "0001-01-01T00:00:00.000Z"), (-62_135_596_800_001, "0001-01-01T00:00:00.000Z"),
        (-62_135_596_800_000, "0001-01-01T00:00:00.000Z"), (253_402_300_799_999, "9999-12-31T23:59:59.999Z"),
        (253_402_300_800_000, "9999-12-31T23:59:59.999Z"), (Int64.max, "9999-12-31T23:59:59.999Z"),
    ])
    func `a moment outside the years 0001 to 9999 is the nearest one inside`(milliseconds: Int64, text: String) {
        let instant = Instant(milliseconds: milliseconds)
        #expect(instant.rfc3339 == text)
        #expect(Instant(rfc3339: text) == instant)
    }

    @Test func `no duration leads out of time`() {
        let noon = Instant(milliseconds: 0)
        #expect(noon + .seconds(Int64.max) == .last)
        #expect(noon + .seconds(Int64.min) == .first)
        #expect(Instant.last + .milliseconds(1) == .last)
        #expect(Instant.first + .milliseconds(-1) == .first)
        #expect(Instant.last + (.first - .last) == .first)
    }

    @Test func `a kept moment outside the range is refused, and one inside comes back`() throws {
        for instant in [Instant.first, Instant(milliseconds: 0), .last] {
            #expect(try JSONDecoder().decode(Instant.self, from: try JSONEncoder().encode(instant)) == instant)
        }
        for text in ["-62135596800001", "253402300800000"] {
            #expect(throws: DecodingError.self) { try JSONDecoder().decode(Instant.self, from: Data(text.utf8)) }
        }
    }
}
