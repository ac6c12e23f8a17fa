/// Morning or afternoon: the grain of every booking (T1: a half-day is three hours).
package enum Half: String, Codable, Hashable, Sendable, CaseIterable, Comparable {
    case morning = "A"
    case afternoon = "P"

    package var french: String { self == .morning ? "matin" : "après-midi" }

    package static func < (left: Self, right: Self) -> Bool { left == .morning && right == .afternoon }
}

/// A half of a day: `2020-11-05A` is its morning.
package struct HalfDay: TextValue, Comparable {
    package static let pattern = "^(19|2[0-9])[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])[AP]$"
    package static let example = "2020-11-05A"

    package let date: CivilDate
    package let half: Half

    package init(_ date: CivilDate, _ half: Half) {
        self.date = date
        self.half = half
    }

    package init(_ text: String) throws(ValueError) {
        guard let last = text.last, let half = Half(rawValue: String(last)),
            let date = try? CivilDate(String(text.dropLast()))
        else {
            throw ValueError(
                kind: "une demi-journée", value: text,
                expected: "une date suivie de A (matin) ou de P (après-midi) (2020-11-05A)")
        }
        self.init(date, half)
    }

    package var text: String { date.text + half.rawValue }

    package static func < (left: Self, right: Self) -> Bool { (left.date, left.half) < (right.date, right.half) }
}

/// A half-day of the week: `3A` is Wednesday morning.
package struct WeeklyHalfDay: TextValue, Comparable {
    package static let pattern = "^[1-7][AP]$"
    package static let example = "3A"

    package let weekday: Weekday
    package let half: Half

    package init(_ weekday: Weekday, _ half: Half) {
        self.weekday = weekday
        self.half = half
    }

    package init(_ text: String) throws(ValueError) {
        guard text.utf8.count == 2, let number = Int(text.prefix(1)), let weekday = Weekday(rawValue: number),
            let half = Half(rawValue: String(text.suffix(1)))
        else {
            throw ValueError(
                kind: "une demi-journée de la semaine", value: text,
                expected: "un jour de 1 (lundi) à 7 suivi de A (matin) ou de P (après-midi) (3A)")
        }
        self.init(weekday, half)
    }

    package var text: String { "\(weekday.rawValue)\(half.rawValue)" }

    /// « mercredi matin ».
    package var french: String { "\(weekday.french) \(half.french)" }

    package static func < (left: Self, right: Self) -> Bool {
        (left.weekday, left.half) < (right.weekday, right.half)
    }
}

extension HalfDay {
    /// The half-day of the week it falls on.
    package var weekly: WeeklyHalfDay { WeeklyHalfDay(date.weekday, half) }
}
