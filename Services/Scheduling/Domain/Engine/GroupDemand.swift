package import Vocabulary

/// What a group is to get, as form, examination and campaign say: all that a plan reads of it.
package struct GroupDemand: Hashable, Sendable {
    package var request: RequestID
    package var group: GroupID
    package var host: UAI
    package var point: PlanPoint
    /// The circonscription of the host (TERRITORY).
    package var zone: CirconscriptionID
    package var departement: Departement
    package var establishments: [UAI]
    /// Primary teachers to replace on each half-day (T7), by département; in order.
    package var replacements: [(departement: Departement, teachers: Int)] {
        get { replaced.map { ($0.departement, $0.teachers) } }
        set { replaced = newValue.map { Replaced(departement: $0.departement, teachers: $0.teachers) } }
    }
    package var sessions: [SessionLength]
    package var theme: ThemeClassID
    package var concernsSpecialNeeds: Bool
    package var academicTrainers: Int
    package var firstDegreeTrainers: Int
    package var ashTrainers: Int
    /// Who must be of the team.
    package var named: [TrainerID]
    /// No session before this day: contract and orders take weeks, late requests wait (LEAD).
    package var notBefore: CivilDate?
    /// Days on which nothing can take place.
    package var impossible: [DateRange]
    /// Half-days that a service declined.
    package var declined: [HalfDay]
    package var months: [Month]
    package var weekdays: [Weekday]
    package var priority: Int
    private var replaced: [Replaced]

    private struct Replaced: Hashable, Sendable {
        var departement: Departement
        var teachers: Int
    }

    package init(
        request: RequestID, group: GroupID, host: UAI, point: PlanPoint, zone: CirconscriptionID,
        departement: Departement, establishments: [UAI], replacements: [(departement: Departement, teachers: Int)],
        sessions: [SessionLength], theme: ThemeClassID, concernsSpecialNeeds: Bool, academicTrainers: Int,
        firstDegreeTrainers: Int, ashTrainers: Int, named: [TrainerID] = [], notBefore: CivilDate? = nil,
        impossible: [DateRange] = [], declined: [HalfDay] = [], months: [Month] = [], weekdays: [Weekday] = [],
        priority: Int = 0
    ) {
        self.request = request
        self.group = group
        self.host = host
        self.point = point
        self.zone = zone
        self.departement = departement
        self.establishments = establishments
        replaced = replacements.map { Replaced(departement: $0.departement, teachers: $0.teachers) }
        self.sessions = sessions
        self.theme = theme
        self.concernsSpecialNeeds = concernsSpecialNeeds
        self.academicTrainers = academicTrainers
        self.firstDegreeTrainers = firstDegreeTrainers
        self.ashTrainers = ashTrainers
        self.named = named
        self.notBefore = notBefore
        self.impossible = impossible
        self.declined = declined
        self.months = months
        self.weekdays = weekdays
        self.priority = priority
    }
}

/// Where and when a group meets, and who leads: what a placement decides.
package struct GroupPlacement: Hashable, Sendable {
    package var group: GroupID
    package var sessions: [SessionTime]
    /// Academic trainers, then those of the first degree, each in the order of their identifiers.
    package var team: [TrainerID]

    package init(group: GroupID, sessions: [SessionTime], team: [TrainerID]) {
        self.group = group
        self.sessions = sessions
        self.team = team
    }
}

/// A full day (no half) or a half of one.
package struct SessionTime: Hashable, Sendable {
    package var date: CivilDate
    package var half: Half?

    package init(_ date: CivilDate, _ half: Half? = nil) {
        self.date = date
        self.half = half
    }

    package init?(_ halfDays: [HalfDay]) {
        guard let first = halfDays.first, halfDays.count <= 2, halfDays.allSatisfy({ $0.date == first.date }) else {
            return nil
        }
        self.init(first.date, halfDays.count == 2 ? nil : first.half)
    }

    package var halfDays: [HalfDay] { half.map { [HalfDay(date, $0)] } ?? Half.allCases.map { HalfDay(date, $0) } }
}
