import Vocabulary

/// The campaign's keys, in the order of the file.
enum CampaignReading {
    static func campaign(_ section: Section) -> Campaign? {
        let id = section.value("id", ValueReader<CampaignID?>.needed())
        let academie = section.value("academie", .academie)
        let schoolYear = section.value("schoolYear", ValueReader<SchoolYear?>.needed())
        let departements = section.value("departements", departements)
        let reference = section.value("reference", .text)
        let calendar =
            section.section("calendar", calendar) ?? CampaignCalendar(zone: "", schoolHolidays: [], publicHolidays: [])
        let rules = section.section("rules", RuleReading.rules) ?? nil
        let scheduling = section.section("scheduling", PlanReading.scheduling)
        let dayHours = section.section("dayHours", PlanReading.dayHours) ?? nil
        let texts = section.section("texts", texts)
        guard let id, let schoolYear, let rules, let texts, let scheduling, let dayHours else { return nil }
        let campaign = Campaign(
            id: id, academie: academie, schoolYear: schoolYear, departements: departements, reference: reference,
            calendar: calendar, rules: rules, texts: texts, scheduling: scheduling, dayHours: dayHours)
        CampaignChecks(campaign, section.problems).all()
        return campaign
    }

    private static var departements: ValueReader<[CampaignDepartement]> {
        let departement = ValueReader<CampaignDepartement?>.mapping(nil) { section in
            let code = section.value("code", ValueReader<Departement?>.needed())
            let name = section.value("name", .text)
            return code.map { CampaignDepartement(code: $0, name: name) }
        }
        let all = ValueReader<[CampaignDepartement?]>.lists("départements", departement) { departements, _ in
            duplicate(departements.compactMap { $0?.code.text }).map { "le département \($0) est écrit deux fois" }
        }
        return ValueReader(placeholder: []) { all.read($0, $1, $2)?.compactMap(\.self) }
    }

    private static func calendar(_ section: Section) -> CampaignCalendar {
        let holidays = ValueReader<NamedRange>.mapping(NamedRange(name: "", range: DateRange(day: .first))) { section in
            NamedRange(name: section.value("name", .text), range: section.value("range", .range))
        }
        let day = ValueReader<NamedDate>.mapping(NamedDate(name: "", date: .first)) { section in
            NamedDate(name: section.value("name", .text), date: section.value("date", .date))
        }
        return CampaignCalendar(
            zone: section.value("zone", .zone),
            schoolHolidays: section.value("schoolHolidays", .lists("vacances", holidays) { _, _ in nil }),
            publicHolidays: section.value(
                "publicHolidays",
                .lists("jours fériés", day) { days, _ in
                    duplicate(days.map(\.date.text)).map { "le jour \($0) est écrit deux fois" }
                }))
    }

    private static func texts(_ section: Section) -> CampaignTexts {
        CampaignTexts(
            sender: section.value("sender", .lists("lignes", .text) { _, _ in nil }),
            signatory: section.value("signatory", .text),
            replyTo: section.value("replyTo", .address),
            headings: section.section("headings") { headings in
                Dictionary(
                    uniqueKeysWithValues: LetterKind.allCases.map { ($0.rawValue, headings.value($0.rawValue, .text)) })
            } ?? [:])
    }

    static func duplicate(_ texts: [String]) -> String? {
        var seen: Set<String> = []
        return texts.first { !seen.insert($0).inserted }
    }
}
