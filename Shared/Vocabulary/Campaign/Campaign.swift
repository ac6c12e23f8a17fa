/// An académie's campaign of one school year: every number and reading of the rules, its calendar, départements and
/// texts. The next campaign changes this value, not the program.
package struct Campaign: Codable, Hashable, Sendable {
    package var id: CampaignID
    /// « académie de Lyon ».
    package var academie: String
    package var schoolYear: SchoolYear
    /// Which take part.
    package var departements: [CampaignDepartement]
    /// Version of the reference files it was made for (`reference.json`).
    package var reference: String
    package var calendar: CampaignCalendar
    package var rules: RuleParameters
    package var texts: CampaignTexts
    /// Absent from campaigns that were published before the plan had its parameters there.
    package var scheduling: SchedulingParameters?
    /// Absent from campaigns that were published before the hours stood there.
    package var dayHours: DayHours?

    package init(
        id: CampaignID, academie: String, schoolYear: SchoolYear, departements: [CampaignDepartement],
        reference: String, calendar: CampaignCalendar, rules: RuleParameters, texts: CampaignTexts,
        scheduling: SchedulingParameters? = nil, dayHours: DayHours? = nil
    ) {
        self.id = id
        self.academie = academie
        self.schoolYear = schoolYear
        self.departements = departements
        self.reference = reference
        self.calendar = calendar
        self.rules = rules
        self.texts = texts
        self.scheduling = scheduling
        self.dayHours = dayHours
    }

    package func hasDepartement(_ code: Departement) -> Bool { departements.contains { $0.code == code } }
}

/// A département that takes part: it has a first-degree training service, an IA-DASEN and a feed of its own.
package struct CampaignDepartement: Codable, Hashable, Sendable {
    package var code: Departement
    /// « Rhône ».
    package var name: String

    package init(code: Departement, name: String) {
        self.code = code
        self.name = name
    }
}

/// When nothing can take place (T2).
package struct CampaignCalendar: Codable, Hashable, Sendable {
    /// « A ».
    package var zone: String
    /// Both ends in.
    package var schoolHolidays: [NamedRange]
    /// Single days.
    package var publicHolidays: [NamedDate]

    package init(zone: String, schoolHolidays: [NamedRange], publicHolidays: [NamedDate]) {
        self.zone = zone
        self.schoolHolidays = schoolHolidays
        self.publicHolidays = publicHolidays
    }

    /// Why a day is closed, in French; nil where it is open. Saturdays and Sundays are never open.
    package func closing(on date: CivilDate) -> String? {
        if date.weekday == .saturday || date.weekday == .sunday { return date.weekday.french }
        if let day = publicHolidays.first(where: { $0.date == date }) { return day.name }
        return schoolHolidays.first { $0.range.contains(date) }?.name
    }
}

package struct NamedRange: Codable, Hashable, Sendable {
    /// « vacances de la Toussaint ».
    package var name: String
    package var range: DateRange

    package init(name: String, range: DateRange) {
        self.name = name
        self.range = range
    }
}

package struct NamedDate: Codable, Hashable, Sendable {
    /// « Armistice 1918 ».
    package var name: String
    package var date: CivilDate

    package init(name: String, date: CivilDate) {
        self.name = name
        self.date = date
    }
}

/// Headings that the campaign's letters carry.
package struct CampaignTexts: Codable, Hashable, Sendable {
    /// Who writes, a line each: « Académie de Lyon », « Délégation à la formation … ».
    package var sender: [String]
    /// Who signs for the Dfie, by quality, never by name.
    package var signatory: String
    /// Where letters are answered; an address of a service, never a person's.
    package var replyTo: String
    /// Heading of each kind of letter, by its name in the catalogue of letters.
    package var headings: [String: String]

    package init(sender: [String], signatory: String, replyTo: String, headings: [String: String]) {
        self.sender = sender
        self.signatory = signatory
        self.replyTo = replyTo
        self.headings = headings
    }
}
