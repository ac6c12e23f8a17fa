import Vocabulary

/// What each rule takes from the campaign. The bounds of numbers hold slips of the keyboard off, and no more.
enum RuleReading {
    static func rules(_ section: Section) -> RuleParameters? {
        let F4 = section.section("F4") {
            F4Parameters(warnBeyondKilometres: $0.parameter("warnBeyondKilometres", .number(1...500)))
        }
        let F6 = section.section("F6") { F6Parameters(window: $0.parameter("window", .range)) }
        let F7 = section.section("F7") { rule in
            F7Parameters(
                hours: rule.parameter("hours", .list("nombres d'heures", .number(1...60))),
                academicTrainers: rule.parameter("academicTrainers", .number(0...9)),
                firstDegreeTrainers: rule.parameter("firstDegreeTrainers", .number(0...9)),
                mostTrainers: rule.parameter("mostTrainers", .number(0...9)))
        }
        let time = TimeReading(section)
        let P1 = section.section("P1") { rule in
            P1Parameters(
                firstDegree: rule.parameter("firstDegree", .number(1...300)),
                secondDegree: rule.parameter("secondDegree", .number(1...300)))
        }
        let P2 = section.section("P2") { P2Parameters(most: $0.parameter("most", .number(1...1000))) }
        let P3 = section.section("P3") { P3Parameters(ratio: $0.parameter("ratio", .number(1...30))) }
        let P4 = section.section("P4") { rule in
            P4Parameters(leastEstablishments: rule.parameter("leastEstablishments", .number(1...30)))
        }
        let I1 = section.section("I1") {
            I1Parameters(leastFirstDegree: $0.parameter("leastFirstDegree", .number(0...9)))
        }
        let H1 = section.section("H1") { H1Parameters(leastWords: $0.parameter("leastWords", .number(1...200))) }
        let H2 = section.section("H2") { H2Parameters(orientations: $0.parameter("orientations", orientations)) }
        let H4 = section.section("H4") { H4Parameters(classes: $0.parameter("classes", classes)) }
        let year = section.section("year", year)
        guard let F4, let F6, let F7, let time, let P1, let P2, let P3, let P4, let I1, let H1, let H2, let H4, let year
        else { return nil }
        return RuleParameters(
            F4: F4, F6: F6, F7: F7, T1: time.T1, T2: time.T2, T3: time.T3, T4: time.T4, T5: time.T5, T7: time.T7,
            P1: P1, P2: P2, P3: P3, P4: P4, I1: I1, H1: H1, H2: H2, H4: H4, year: year)
    }

    private static var orientations: ValueReader<[OrientationText]> {
        let one = ValueReader<OrientationText>.mapping(OrientationText(id: .init(judged: ""), text: "")) { section in
            OrientationText(
                id: section.value("id", .name(ThemeOrientation(judged: ""))), text: section.value("text", .text))
        }
        return .lists("orientations", one) { all, _ in
            CampaignReading.duplicate(all.map(\.id.text)).map { "l'orientation \($0) est écrite deux fois" }
        }
    }

    private static var classes: ValueReader<[ThemeClass]> {
        let none = ThemeClass(id: .init(judged: ""), name: "", concernsSpecialNeeds: false)
        let one = ValueReader<ThemeClass>.mapping(none) { section in
            ThemeClass(
                id: section.value("id", .name(ThemeClassID(judged: ""))), name: section.value("name", .text),
                concernsSpecialNeeds: section.value("concernsSpecialNeeds", .flag))
        }
        return .lists("classes de thèmes", one) { all, _ in
            CampaignReading.duplicate(all.map(\.id.text)).map { "la classe \($0) est écrite deux fois" }
        }
    }

    private static func year(_ section: Section) -> YearParameters {
        YearParameters(
            examination: section.parameter("examination", .range),
            letters: section.parameter("letters", .range),
            handover: section.parameter("handover", .date),
            contracts: section.parameter("contracts", .range),
            closes: section.parameter("closes", .date))
    }
}

/// T1 to T7.
private struct TimeReading {
    let T1: T1Parameters
    let T2: T2Parameters
    let T3: T3Parameters
    let T4: T4Parameters
    let T5: T5Parameters
    let T7: T7Parameters

    init?(_ section: Section) {
        let T1 = section.section("T1") { rule in
            T1Parameters(
                leastHours: rule.parameter("leastHours", .number(1...60)),
                mostHours: rule.parameter("mostHours", .number(1...60)),
                halfDayHours: rule.parameter("halfDayHours", .number(1...6)),
                mostSessions: rule.parameter("mostSessions", .number(1...10)))
        }
        let T2 = section.section("T2") { T2Parameters(window: $0.parameter("window", .range)) }
        let T3 = section.section("T3") { rule in
            T3Parameters(
                halfDays: rule.parameter("halfDays", .halfDays), lastResort: rule.parameter("lastResort", .halfDays))
        }
        let T4 = section.section("T4") { T4Parameters(halfDays: $0.parameter("halfDays", .halfDays)) }
        let T5 = section.section("T5") { rule in
            T5Parameters(
                weekdays: rule.parameter("weekdays", .list("jours", .weekday)),
                ashTrainers: rule.parameter("ashTrainers", .number(0...9)))
        }
        let T7 = section.section("T7") {
            T7Parameters(teachersPerTrainee: $0.parameter("teachersPerTrainee", .number(1...5)))
        }
        guard let T1, let T2, let T3, let T4, let T5, let T7 else { return nil }
        self.T1 = T1
        self.T2 = T2
        self.T3 = T3
        self.T4 = T4
        self.T5 = T5
        self.T7 = T7
    }
}
