import Vocabulary

/// When a session takes place: the hours of its one or two half-days, which are of one day (T1).
struct SessionTimes: Hashable, Sendable {
    var date: CivilDate
    /// Never empty.
    private var parts: [ClockRange]

    /// nil for a session without half-days, which no message has, and for a campaign of before there were hours.
    init?(_ halfDays: [HalfDay], in campaign: Campaign) {
        let sorted = halfDays.sorted()
        guard let first = sorted.first, let hours = campaign.dayHours else { return nil }
        date = first.date
        parts = sorted.filter { $0.date == first.date }.map { hours.hours(of: $0.half) }
    }

    /// Minutes past midnight in Paris.
    var from: Int { parts.first?.from.minutesOfDay ?? 0 }
    var to: Int { parts.last?.to.minutesOfDay ?? 0 }

    /// « de 9 h à 12 h et de 13 h 30 à 16 h 30 ».
    var french: String { parts.map(\.french).joined(separator: " et ") }
}
