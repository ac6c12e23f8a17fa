/// F7: when the pilots would like the sessions, and when they can't be. Wishes are heard, not promised.
package struct Wishes: Codable, Hashable, Sendable {
    /// That suit the pilots.
    package var months: [Month]
    /// That suit the pilots.
    package var weekdays: [Weekday]
    /// Days on which nothing can take place.
    package var impossible: [DateRange]

    package init(months: [Month] = [], weekdays: [Weekday] = [], impossible: [DateRange] = []) {
        self.months = months
        self.weekdays = weekdays
        self.impossible = impossible
    }
}
