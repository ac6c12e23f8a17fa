import Vocabulary

/// The hours of a half-day as the campaign sets them, in Paris.
struct DayTimes: Hashable, Sendable {
    /// Minutes past midnight.
    var from: Int
    var to: Int

    /// What the sample campaign has; a campaign of before these parameters says nothing.
    private static let morning = DayTimes(from: 9 * 60, to: 12 * 60)
    private static let afternoon = DayTimes(from: 13 * 60 + 30, to: 16 * 60 + 30)

    static func of(_ half: Half, in campaign: Campaign) -> DayTimes {
        half == .morning ? morning : afternoon
    }

    /// « de 9 h à 12 h ».
    var french: String { "de \(Self.french(from)) à \(Self.french(to))" }

    /// « 13 h 30 ».
    static func french(_ minutes: Int) -> String {
        let rest = minutes % 60
        return "\(minutes / 60) h" + (rest == 0 ? "" : rest < 10 ? " 0\(rest)" : " \(rest)")
    }
}

extension SessionTimes {
    /// « de 9 h à 12 h et de 13 h 30 à 16 h 30 ».
    var french: String { parts.map(\.french).joined(separator: " et ") }
}

/// When a session takes place: the hours of its one or two half-days, which are of one day (T1).
struct SessionTimes: Hashable, Sendable {
    var date: CivilDate
    var parts: [DayTimes]

    /// nil for a session without half-days, which no message has.
    init?(_ halfDays: [HalfDay], in campaign: Campaign) {
        let sorted = halfDays.sorted()
        guard let first = sorted.first else { return nil }
        date = first.date
        parts = sorted.filter { $0.date == first.date }.map { DayTimes.of($0.half, in: campaign) }
    }

    var from: Int { parts.first?.from ?? 0 }
    var to: Int { parts.last?.to ?? 0 }
}
