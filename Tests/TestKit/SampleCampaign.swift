package import Vocabulary

/// Lyon 2020-2021, with the numbers of the cahier and the readings of the rules.
extension Campaign {
    package static func lyon2020() throws -> Campaign {
        Campaign(
            id: try CampaignID("lyon-2020-2021"), academie: "académie de Lyon",
            schoolYear: try SchoolYear("2020-2021"),
            departements: [
                CampaignDepartement(code: try Departement("01"), name: "Ain"),
                CampaignDepartement(code: try Departement("42"), name: "Loire"),
                CampaignDepartement(code: try Departement("69"), name: "Rhône"),
            ],
            reference: "2020", calendar: try .zoneA(), rules: try .lyon2020(),
            texts: CampaignTexts(
                sender: ["Académie de Lyon"], signatory: "La déléguée académique", replyTo: "dfie@example.org",
                headings: [:]))
    }
}

extension CampaignCalendar {
    package static func zoneA() throws -> CampaignCalendar {
        CampaignCalendar(
            zone: "A",
            schoolHolidays: [
                NamedRange(name: "vacances de la Toussaint", range: try .of("2020-10-17", "2020-11-01")),
                NamedRange(name: "vacances de Noël", range: try .of("2020-12-19", "2021-01-03")),
                NamedRange(name: "vacances d'hiver", range: try .of("2021-02-06", "2021-02-21")),
                NamedRange(name: "vacances de printemps", range: try .of("2021-04-10", "2021-04-25")),
                NamedRange(name: "pont de l'Ascension", range: try .of("2021-05-13", "2021-05-16")),
            ],
            publicHolidays: [
                NamedDate(name: "Armistice 1918", date: try CivilDate("2020-11-11")),
                NamedDate(name: "lundi de Pâques", date: try CivilDate("2021-04-05")),
                NamedDate(name: "lundi de Pentecôte", date: try CivilDate("2021-05-24")),
            ])
    }
}

extension DateRange {
    package static func of(_ first: String, _ last: String) throws -> DateRange {
        try DateRange(CivilDate(first), CivilDate(last))
    }
}

extension RuleParameters {
    package static func lyon2020() throws -> RuleParameters {
        let reading = "lecture"
        let open = try ["1A", "1P", "2A", "2P", "4A", "4P"].map { text in try WeeklyHalfDay(text) }
        return RuleParameters(
            F4: F4Parameters(warnBeyondKilometres: Parameter(25, source: reading)),
            F6: F6Parameters(window: Parameter(try .of("2020-05-01", "2020-05-31"), source: "cahier § 6")),
            F7: F7Parameters(
                hours: Parameter([6, 9, 12], source: reading), academicTrainers: Parameter(1, source: reading),
                firstDegreeTrainers: Parameter(1, source: reading), mostTrainers: Parameter(3, source: reading)),
            T1: T1Parameters(
                leastHours: Parameter(6, source: "cahier § 2"), mostHours: Parameter(12, source: "cahier § 2"),
                halfDayHours: Parameter(3, source: reading), mostSessions: Parameter(2, source: "cahier § 2")),
            T2: T2Parameters(window: Parameter(try .of("2020-10-15", "2021-06-05"), source: reading)),
            T3: T3Parameters(
                halfDays: Parameter(open, source: "cahier § 2"),
                lastResort: Parameter([try WeeklyHalfDay("3A")], source: "cahier § 2")),
            T4: T4Parameters(
                halfDays: Parameter([try WeeklyHalfDay("5A"), try WeeklyHalfDay("5P")], source: "cahier § 2")),
            T5: T5Parameters(
                weekdays: Parameter([.tuesday, .thursday], source: "cahier § 2"),
                ashTrainers: Parameter(1, source: reading)),
            T7: T7Parameters(teachersPerTrainee: Parameter(1, source: reading)),
            P1: P1Parameters(
                firstDegree: Parameter(10, source: "cahier § 3"), secondDegree: Parameter(10, source: "cahier § 3")),
            P2: P2Parameters(most: Parameter(30, source: "cahier § 3")),
            P3: P3Parameters(ratio: Parameter(2, source: reading)),
            P4: P4Parameters(leastEstablishments: Parameter(2, source: reading)),
            I1: I1Parameters(leastFirstDegree: Parameter(1, source: "cahier § 4")),
            H1: H1Parameters(leastWords: Parameter(2, source: reading)),
            H2: H2Parameters(orientations: Parameter(try orientations(), source: "cahier § 5")),
            H4: H4Parameters(classes: Parameter(try classes(), source: reading)),
            year: YearParameters(
                examination: Parameter(try .of("2020-06-01", "2020-06-30"), source: "cahier § 6"),
                letters: Parameter(try .of("2020-07-01", "2020-07-31"), source: "cahier § 6"),
                handover: Parameter(try CivilDate("2020-09-01"), source: reading),
                contracts: Parameter(try .of("2020-09-01", "2020-12-18"), source: "cahier § 6"),
                closes: Parameter(try CivilDate("2021-08-31"), source: reading)))
    }

    private static func orientations() throws -> [OrientationText] {
        try [
            ("grande-difficulte", "la grande difficulté scolaire et l'étayage des fragilités"),
            ("autonomie", "le travail personnel et l'autonomie de l'élève"),
            ("pratiques-inclusives", "les pratiques inclusives"),
            ("fluidite-parcours", "la fluidité des parcours"),
        ].map { OrientationText(id: try ThemeOrientation($0.0), text: $0.1) }
    }

    private static func classes() throws -> [ThemeClass] {
        try [
            ("francais", "Français", false), ("mathematiques", "Mathématiques", false),
            ("ecole-inclusive", "École inclusive", true), ("climat-scolaire", "Climat scolaire", false),
        ].map { ThemeClass(id: try ThemeClassID($0.0), name: $0.1, concernsSpecialNeeds: $0.2) }
    }
}
