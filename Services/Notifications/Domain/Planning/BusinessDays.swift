package import Vocabulary

/// Days on which somebody is at work to answer: as the campaign's calendar has them (T2), no holidays, no weekends.
package struct BusinessDays: Hashable, Sendable {
    package var calendar: CampaignCalendar

    package init(_ calendar: CampaignCalendar) { self.calendar = calendar }

    package func isOpen(_ day: CivilDate) -> Bool { calendar.closing(on: day) == nil }

    /// The day itself where it is open, else the next open one. A calendar that closes a whole year gives the day
    /// itself, rather than look for ever.
    package func onOrAfter(_ day: CivilDate) -> CivilDate {
        (0..<366).lazy.map { day.adding(days: $0) }.first(where: isOpen) ?? day
    }

    package func next(after day: CivilDate) -> CivilDate { onOrAfter(day.adding(days: 1)) }

    /// So many open days later.
    package func adding(_ count: Int, to day: CivilDate) -> CivilDate {
        (0..<max(0, count)).reduce(day) { day, _ in next(after: day) }
    }

    /// So many open days earlier.
    package func subtracting(_ count: Int, from day: CivilDate) -> CivilDate {
        var result = day
        for _ in 0..<max(0, count) {
            result = (1..<366).lazy.map { result.adding(days: -$0) }.first(where: isOpen) ?? result.adding(days: -1)
        }
        return result
    }
}
