/// A week of ISO 8601, Monday to Sunday: `2020-W42`.
package struct Week: TextValue, Comparable {
    package static let pattern = "^(19|2[0-9])[0-9]{2}-W(0[1-9]|[1-4][0-9]|5[0-3])$"
    package static let example = "2020-W42"

    package let monday: CivilDate

    /// The week that a day belongs to.
    package init(of date: CivilDate) { monday = date.adding(days: 1 - date.weekday.rawValue) }

    package init(_ text: String) throws(ValueError) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        let error = ValueError(
            kind: "une semaine", value: text, expected: "une semaine de l'année, écrite AAAA-Wnn (2020-W42)")
        guard parts.count == 2, parts[0].utf8.count == 4, parts[1].utf8.count == 3, parts[1].first == "W",
            let year = Int(parts[0]), let number = Int(parts[1].dropFirst()), number >= 1,
            let fourth = CivilDate(year: year, month: 1, day: 4)
        else { throw error }
        let week = Week(of: Week(of: fourth).monday.adding(days: 7 * (number - 1)))
        guard week.text == text else { throw error }
        self = week
    }

    /// The year of its Thursday, and its number in it (ISO 8601, 2.2.10).
    package var numbered: (year: Int, number: Int) {
        let thursday = monday.adding(days: 3)
        guard let newYear = CivilDate(year: thursday.year, month: 1, day: 1) else { return (thursday.year, 1) }
        return (thursday.year, thursday.days(since: newYear) / 7 + 1)
    }

    package var text: String {
        let (year, number) = numbered
        return "\(year)-W\(number < 10 ? "0" : "")\(number)"
    }

    /// Weeks from another to this one.
    package func weeks(since other: Week) -> Int { monday.days(since: other.monday) / 7 }

    package static func < (left: Self, right: Self) -> Bool { left.monday < right.monday }
}
