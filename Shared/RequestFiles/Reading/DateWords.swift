import Vocabulary

/// Dates as people write them: `15/05/2020`, `2020-05-15`, with `14:30` or `14h30` behind; a time is Paris's.
enum DateWords {
    static func date(_ text: String) throws(ValueError) -> CivilDate {
        if let date = try? CivilDate(text) { return date }
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[2].utf8.count == 4, parts.allSatisfy({ (1...4).contains($0.utf8.count) }),
            let day = digits(parts[0]), let month = digits(parts[1]), let year = digits(parts[2])
        else {
            throw ValueError(
                kind: "une date", value: text, expected: "JJ/MM/AAAA ou AAAA-MM-JJ (15/05/2020 ou 2020-05-15)")
        }
        guard let date = CivilDate(year: year, month: month, day: day) else {
            throw ValueError(kind: "une date", value: text, expected: "un jour du calendrier, entre 1900 et 2999")
        }
        return date
    }

    /// An instant of RFC 3339, or a date with or without a time in Paris; without, the day's first moment.
    static func instant(_ text: String) throws(ValueError) -> Instant {
        if let instant = Instant(rfc3339: text) {
            guard (1900...2999).contains(Int(text.prefix(4)) ?? 0) else {
                throw ValueError(kind: "une date", value: text, expected: "une année entre 1900 et 2999")
            }
            return instant
        }
        let parts = text.split(separator: " ", maxSplits: 1)
        guard let first = parts.first else { throw unreadable(text) }
        let date: CivilDate
        do throws(ValueError) { date = try self.date(String(first)) } catch {
            guard error.expected.hasPrefix("un jour") else { throw unreadable(text) }
            throw ValueError(kind: "une date", value: text, expected: error.expected)
        }
        guard parts.count == 2 else { return Paris.instant(date) }
        let clock = parts[1].drop { $0 == "à" || $0 == " " }
        let numbers = clock.split(omittingEmptySubsequences: false) { $0 == ":" || $0 == "h" || $0 == "H" }
        guard (2...3).contains(numbers.count), let hour = digits(numbers[0]), hour < 24,
            let minute = numbers[1].isEmpty && clock.last != ":" ? 0 : digits(numbers[1]), minute < 60,
            numbers.count == 2 || digits(numbers[2]).map({ $0 < 60 }) == true
        else { throw unreadable(text) }
        return Paris.instant(date, hour: hour, minute: minute)
    }

    /// One day, or « du 15/10/2020 au 20/10/2020 ».
    static func range(_ text: String) throws(ValueError) -> DateRange {
        var words = text.split(separator: " ").map(String.init)
        if ["du", "le"].contains(words.first?.lowercased()) { words.removeFirst() }
        switch (words.count, words.dropFirst().first?.lowercased()) {
        case (1, _): return DateRange(day: try date(words[0]))
        case (3, "au"): return try DateRange(try date(words[0]), try date(words[2]))
        default:
            throw ValueError(
                kind: "une date ou une période", value: text, expected: "15/10/2020, ou du 15/10/2020 au 20/10/2020")
        }
    }

    private static func unreadable(_ text: String) -> ValueError {
        ValueError(
            kind: "une date", value: text,
            expected: "JJ/MM/AAAA, avec ou sans heure (15/05/2020 14:30), ou un instant 2020-05-15T14:30:00+02:00")
    }

    private static func digits(_ text: Substring) -> Int? {
        guard (1...4).contains(text.utf8.count), text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return Int(text)
    }
}
