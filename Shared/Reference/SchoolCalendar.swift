package import Vocabulary

/// The days on which schools of one zone are open.
package struct SchoolCalendar: Hashable, Sendable {
    package let zone: String
    /// School years whose holidays are known; other days are not open, since nothing is known of them.
    package let years: [SchoolYear]
    /// In order of their first days.
    package let schoolHolidays: [NamedRange]
    /// In order.
    package let publicHolidays: [NamedDate]
    private let closedNames: [CivilDate: String]

    package init(zone: String, years: [SchoolYear], schoolHolidays: [NamedRange], publicHolidays: [NamedDate]) {
        self.zone = zone
        self.years = years.sorted()
        self.schoolHolidays = schoolHolidays.sorted { $0.range.first < $1.range.first }
        self.publicHolidays = publicHolidays.sorted { $0.date < $1.date }
        var names: [CivilDate: String] = [:]
        for holiday in schoolHolidays {
            for day in holiday.range.days { names[day] = holiday.name }
        }
        for holiday in publicHolidays { names[holiday.date] = holiday.name }
        closedNames = names
    }

    /// Neither a Saturday nor a Sunday, nor a holiday of the zone, nor a public one.
    package func isOpen(_ date: CivilDate) -> Bool { closing(on: date) == nil }

    /// Why it isn't open, in French: the holiday's name, « samedi », or that the calendar doesn't reach there.
    package func closing(on date: CivilDate) -> String? {
        guard years.contains(where: { $0.contains(date) }) else { return "hors du calendrier connu" }
        if date.weekday >= .saturday { return date.weekday.french }
        return closedNames[date]
    }
}
