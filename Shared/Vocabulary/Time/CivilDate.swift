/// A day of the Gregorian calendar, years 1900 to 2999, as people in Paris count it; no time, no zone.
package struct CivilDate: TextValue, Comparable {
    package static let pattern = "^(19|2[0-9])[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
    package static let example = "2020-10-15"
    static let kind = "une date"

    /// Days since 1970-01-01.
    package let daysSinceEpoch: Int

    init(unchecked daysSinceEpoch: Int) { self.daysSinceEpoch = daysSinceEpoch }

    /// nil where the day doesn't exist (2021-02-29) or the year is outside 1900 to 2999.
    package init?(year: Int, month: Int, day: Int) {
        guard (1900...2999).contains(year), (1...12).contains(month), day >= 1,
            day <= Self.length(ofMonth: month, year: year)
        else { return nil }
        daysSinceEpoch = Int(Instant.days(fromCivil: Int64(year), Int64(month), Int64(day)))
    }

    /// `YYYY-MM-DD`.
    package init(_ text: String) throws(ValueError) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.utf8.count) == [4, 2, 2],
            parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }),
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
        else {
            throw ValueError(kind: Self.kind, value: text, expected: "une date écrite AAAA-MM-JJ (2020-10-15)")
        }
        guard let date = Self(year: year, month: month, day: day) else {
            throw ValueError(kind: Self.kind, value: text, expected: "un jour du calendrier, entre 1900 et 2999")
        }
        self = date
    }

    package var text: String {
        let (year, month, day) = parts
        return "\(year)-\(Self.twoDigits(month))-\(Self.twoDigits(day))"
    }

    package var parts: (year: Int, month: Int, day: Int) {
        let (year, month, day) = Instant.civil(fromDays: Int64(daysSinceEpoch))
        return (Int(year), Int(month), Int(day))
    }

    package var year: Int { parts.year }
    package var month: Int { parts.month }
    package var day: Int { parts.day }

    /// 1970-01-01 was a Thursday.
    package var weekday: Weekday {
        let index = (daysSinceEpoch + 3) % 7
        return Weekday.allCases[index < 0 ? index + 7 : index]
    }

    /// Later by so many days, earlier where negative; held at the ends of the calendar.
    package func adding(days: Int) -> CivilDate {
        let (sum, overflow) = daysSinceEpoch.addingReportingOverflow(days)
        guard !overflow else { return days < 0 ? .first : .last }
        return Self(unchecked: min(max(sum, Self.first.daysSinceEpoch), Self.last.daysSinceEpoch))
    }

    /// Days from another date to this one; negative where this one is earlier.
    package func days(since other: CivilDate) -> Int { daysSinceEpoch - other.daysSinceEpoch }

    package static let first = CivilDate(unchecked: Int(Instant.days(fromCivil: 1900, 1, 1)))
    package static let last = CivilDate(unchecked: Int(Instant.days(fromCivil: 2999, 12, 31)))

    package static func < (left: Self, right: Self) -> Bool { left.daysSinceEpoch < right.daysSinceEpoch }

    private static func length(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
