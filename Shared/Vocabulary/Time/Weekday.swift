/// A day of the week, numbered as ISO 8601: Monday 1 to Sunday 7.
package enum Weekday: Int, Codable, Hashable, Sendable, CaseIterable, Comparable {
    case monday = 1
    case tuesday, wednesday, thursday, friday, saturday, sunday

    /// As written in the middle of a French sentence.
    package var french: String {
        switch self {
        case .monday: "lundi"
        case .tuesday: "mardi"
        case .wednesday: "mercredi"
        case .thursday: "jeudi"
        case .friday: "vendredi"
        case .saturday: "samedi"
        case .sunday: "dimanche"
        }
    }

    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// A month, numbered as the calendar does.
package enum Month: Int, Codable, Hashable, Sendable, CaseIterable, Comparable {
    case january = 1
    case february, march, april, may, june, july, august, september, october, november, december

    /// As written in the middle of a French sentence.
    package var french: String {
        [
            "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
            "novembre", "décembre",
        ][rawValue - 1]
    }

    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
