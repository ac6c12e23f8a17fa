package import Vocabulary

/// The campaign's open days, numbered, and their weeks: all that a plan reads of the calendar.
package struct PlanCalendar: Sendable {
    /// Open days of the window (T2), in order.
    package let days: [CivilDate]
    /// Of each day, counted from the first one's: holiday weeks count.
    package let week: [Int]
    /// Days of each week, half open; empty in the holidays.
    package let weekDays: [Range<Int>]
    /// ISO weekday of each day.
    package let weekday: [Int]
    private let index: [CivilDate: Int]
    private let firstMonday: CivilDate

    package init(_ campaign: Campaign) {
        let window = campaign.rules.T2.window.value
        let open = window.days.filter { campaign.calendar.closing(on: $0) == nil }
        days = Array(open.prefix(DayMask.most))
        let monday = Week(of: window.first).monday
        firstMonday = monday
        week = days.map { Week(of: $0).monday.days(since: monday) / 7 }
        weekday = days.map(\.weekday.rawValue)
        index = Dictionary(days.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
        var ranges = Array(repeating: 0..<0, count: (week.last ?? -1) + 1)
        for (day, week) in week.enumerated() {
            ranges[week] = ranges[week].isEmpty ? day..<(day + 1) : ranges[week].lowerBound..<(day + 1)
        }
        weekDays = ranges
    }

    package var weekCount: Int { weekDays.count }

    /// nil on a closed day.
    package func day(_ date: CivilDate) -> Int? { index[date] }

    package func monday(ofWeek week: Int) -> CivilDate { firstMonday.adding(days: 7 * week) }

    /// nil outside the window's weeks.
    package func week(ofMonday monday: CivilDate) -> Int? {
        let week = monday.days(since: firstMonday) / 7
        return weekDays.indices.contains(week) ? week : nil
    }

    package func mask(where holds: (CivilDate) -> Bool) -> DayMask {
        var mask = DayMask()
        for (day, date) in days.enumerated() where holds(date) { mask.insert(day) }
        return mask
    }

    package func mask(of halfDays: [WeeklyHalfDay], _ half: Half) -> DayMask {
        let weekdays = Set(halfDays.filter { $0.half == half }.map(\.weekday.rawValue))
        var mask = DayMask()
        for (day, weekday) in weekday.enumerated() where weekdays.contains(weekday) { mask.insert(day) }
        return mask
    }
}

/// Kilometres between two places in hectometres: the integer square root, divided by ten and rounded down.
package struct PlanPoint: Hashable, Sendable {
    package var x: Int
    package var y: Int

    package init(x: Int, y: Int) {
        self.x = x
        self.y = y
    }

    package func kilometres(to other: PlanPoint) -> Int {
        let (dx, dy) = (x - other.x, y - other.y)
        return Self.root(dx * dx + dy * dy) / 10
    }

    /// Of a double's root, which may be one off where it was rounded.
    private static func root(_ square: Int) -> Int {
        var root = Int(Double(square).squareRoot())
        while root * root > square { root -= 1 }
        while (root + 1) * (root + 1) <= square { root += 1 }
        return root
    }
}
