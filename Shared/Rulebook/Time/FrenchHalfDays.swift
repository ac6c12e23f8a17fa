import Vocabulary

extension French {
    /// « lundi, mardi et mercredi matin »: a day whose halves both stand there is named whole; « aucun jour » for none.
    static func halfDays(_ halfDays: some Sequence<WeeklyHalfDay>) -> String {
        let open = Set(halfDays)
        let names = Weekday.allCases.flatMap { weekday -> [String] in
            let halves = Half.allCases.map { WeeklyHalfDay(weekday, $0) }.filter(open.contains)
            return halves.count == Half.allCases.count ? [weekday.french] : halves.map(\.french)
        }
        return names.isEmpty ? "aucun jour" : list(names)
    }
}

extension PlannedSession {
    /// « jeudi 5 novembre 2020 », « jeudi 5 novembre 2020 matin ».
    var french: String { half.map { HalfDay(date, $0).french } ?? date.frenchWithWeekday }
}
