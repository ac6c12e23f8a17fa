/// Dates as letters, pages and reports write them.
extension CivilDate {
    /// « 15 octobre 2020 », « 1er mars 2021 ».
    package var french: String {
        let (year, month, day) = parts
        return "\(day == 1 ? "1er" : String(day)) \(Month.allCases[month - 1].french) \(year)"
    }

    /// « jeudi 15 octobre 2020 ».
    package var frenchWithWeekday: String { "\(weekday.french) \(french)" }
}

extension DateRange {
    /// « du 17 octobre 2020 au 1er novembre 2020 », « le 11 novembre 2020 ».
    package var french: String { first == last ? "le \(first.french)" : "du \(first.french) au \(last.french)" }
}

extension HalfDay {
    /// « jeudi 15 octobre 2020 matin ».
    package var french: String { "\(date.frenchWithWeekday) \(half.french)" }
}
