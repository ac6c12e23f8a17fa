package import Vocabulary

extension SchoolCalendar {
    /// Days of the campaign's window (T2) on which the campaign would have sessions though the reference files close
    /// them: a holiday was left out, or the zone is another's. A campaign may close more days than its zone does.
    ///
    /// - Returns: each day, with why it is closed; in order.
    package func wronglyOpen(in campaign: Campaign) -> [NamedDate] {
        campaign.rules.T2.window.value.days.compactMap { date in
            guard campaign.calendar.closing(on: date) == nil, let reason = closing(on: date) else { return nil }
            return NamedDate(name: reason, date: date)
        }
    }
}
