/// When the halves of a training day begin and end, on the clocks of Paris: what letters and calendars write.
package struct DayHours: Codable, Hashable, Sendable {
    package var morning: ClockRange
    package var afternoon: ClockRange

    package init(morning: ClockRange, afternoon: ClockRange) {
        self.morning = morning
        self.afternoon = afternoon
    }

    package func hours(of half: Half) -> ClockRange { half == .morning ? morning : afternoon }
}

/// From one time of a day to a later one of the same day.
package struct ClockRange: Codable, Hashable, Sendable {
    package let from: ClockTime
    package let to: ClockTime

    package init(from: ClockTime, to: ClockTime) throws(ValueError) {
        guard from <= to else {
            throw ValueError(kind: "un horaire", value: "\(from)/\(to)", expected: "une fin qui suit le début")
        }
        self.from = from
        self.to = to
    }

    package var minutes: Int { to.minutesOfDay - from.minutesOfDay }

    /// « de 9 h à 12 h », « de 13 h 30 à 16 h 30 ».
    package var french: String { "de \(from.french) à \(to.french)" }

    private enum CodingKeys: String, CodingKey { case from, to }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        from = try container.decode(ClockTime.self, forKey: .from)
        to = try container.decode(ClockTime.self, forKey: .to)
        guard from <= to else {
            throw DecodingError.dataCorruptedError(
                forKey: .to, in: container, debugDescription: "a range that ends before it begins")
        }
    }
}

/// A time as a wall clock in Paris shows it: `09:00`.
package struct ClockTime: TextValue, Comparable {
    package static let pattern = "^([01][0-9]|2[0-3]):[0-5][0-9]$"
    package static let example = "09:00"

    /// 0 to 1439.
    package let minutesOfDay: Int

    package init(_ text: String) throws(ValueError) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2,
            parts.allSatisfy({ $0.utf8.count == 2 && $0.utf8.allSatisfy { (48...57).contains($0) } }),
            let hour = Int(parts[0]), let minute = Int(parts[1]), hour < 24, minute < 60
        else {
            throw ValueError(kind: "une heure", value: text, expected: "une heure du jour, écrite HH:MM (09:00)")
        }
        minutesOfDay = hour * 60 + minute
    }

    package var hour: Int { minutesOfDay / 60 }
    package var minute: Int { minutesOfDay % 60 }

    package var text: String { "\(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)" }

    /// « 9 h », « 13 h 30 ».
    package var french: String { minute == 0 ? "\(hour) h" : "\(hour) h \(minute < 10 ? "0" : "")\(minute)" }

    package static func < (left: Self, right: Self) -> Bool { left.minutesOfDay < right.minutesOfDay }
}
