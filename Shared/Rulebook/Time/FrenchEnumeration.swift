import Vocabulary

extension Sequence<String> {
    /// « lundi, mardi et jeudi »; « aucun » where there is nothing.
    var joinedInFrench: String {
        let words = Array(self)
        guard let last = words.last else { return "aucun" }
        guard words.count > 1 else { return last }
        return words.dropLast().joined(separator: ", ") + " et " + last
    }
}

extension Sequence<WeeklyHalfDay> {
    /// Whole days first named as such: « lundi, mardi et mercredi matin ».
    var french: String {
        let open = Set(self)
        return Weekday.allCases.flatMap { weekday -> [String] in
            let halves = Half.allCases.map { WeeklyHalfDay(weekday, $0) }.filter(open.contains)
            return halves.count == Half.allCases.count ? [weekday.french] : halves.map(\.french)
        }.joinedInFrench
    }
}

extension Sequence<Departement> {
    /// By the campaign's names: « Ain (01) et Rhône (69) »; by the code alone where the campaign has none.
    func french(in campaign: Campaign) -> String { map { $0.french(in: campaign) }.joinedInFrench }
}

extension Departement {
    /// « Rhône (69) ».
    func french(in campaign: Campaign) -> String {
        guard let name = campaign.departements.first(where: { $0.code == self })?.name else { return text }
        return "\(name) (\(text))"
    }
}

extension PlannedSession {
    /// « jeudi 5 novembre 2020 », « jeudi 5 novembre 2020 matin ».
    var french: String { half.map { HalfDay(date, $0).french } ?? date.frenchWithWeekday }
}
