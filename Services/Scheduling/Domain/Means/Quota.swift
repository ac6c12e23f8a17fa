package import Vocabulary

/// « quota » : primary teachers that a département can replace on a half-day (T7).
package struct QuotaState: Codable, Hashable, Sendable {
    /// On a half-day of the week; one that is absent has none. In the order of the week.
    package var base: [QuotaBase]
    package var periods: [QuotaPeriod]

    package init(base: [QuotaBase] = [], periods: [QuotaPeriod] = []) {
        self.base = base
        self.periods = periods
    }

    /// What can be replaced: the base, or where periods cover the day the smallest of their parts.
    package func cap(on halfDay: HalfDay) -> Int {
        let full = base.first { $0.halfDay == halfDay.weekly }?.replacements ?? 0
        let parts = periods.filter { $0.range.contains(halfDay.date) }.map { full * $0.percent / 100 }
        return parts.min() ?? full
    }

    package mutating func set(_ entry: QuotaBase) {
        base.removeAll { $0.halfDay == entry.halfDay }
        base.append(entry)
        base.sort { $0.halfDay < $1.halfDay }
    }

    package mutating func set(_ period: QuotaPeriod) {
        periods.removeAll { $0.range == period.range }
        periods.append(period)
        periods.sort { ($0.range.first, $0.range.last) < ($1.range.first, $1.range.last) }
    }
}

package struct QuotaBase: Codable, Hashable, Sendable {
    package var halfDay: WeeklyHalfDay
    package var replacements: Int

    package init(halfDay: WeeklyHalfDay, replacements: Int) {
        self.halfDay = halfDay
        self.replacements = replacements
    }
}

/// Dates on which a département can replace fewer: so many percent of the base, rounded down.
package struct QuotaPeriod: Codable, Hashable, Sendable {
    package var range: DateRange
    package var percent: Int
    package var reason: FreeText

    package init(range: DateRange, percent: Int, reason: FreeText) {
        self.range = range
        self.percent = percent
        self.reason = reason
    }
}
