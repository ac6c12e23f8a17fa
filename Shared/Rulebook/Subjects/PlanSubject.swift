package import Vocabulary

/// The sessions and teams that a plan gives one action, with what they are judged by.
package struct PlanSubject: Sendable {
    package let form: RequestForm
    package let campaign: Campaign
    package let groups: [PlannedGroup]
    /// Every trainer that a group names.
    package let trainers: [TrainerID: PlannedTrainer]
    /// Primary teachers that a département can still replace on a half-day, this action's own left out; a half-day
    /// that is absent has none (T7).
    package let replacements: [Departement: [HalfDay: Int]]
    /// T8: what has been done about the dates.
    package let state: PlanState
    /// H4: as the examination settled it; nil while it hasn't, and then no trainer is judged by it.
    package let themeClass: ThemeClassID?

    package init(
        form: RequestForm, campaign: Campaign, groups: [PlannedGroup], trainers: [TrainerID: PlannedTrainer],
        replacements: [Departement: [HalfDay: Int]], state: PlanState, themeClass: ThemeClassID?
    ) {
        self.form = form
        self.campaign = campaign
        self.groups = groups
        self.trainers = trainers
        self.replacements = replacements
        self.state = state
        self.themeClass = themeClass
    }
}

/// One group's sessions, in order, and its team.
package struct PlannedGroup: Hashable, Sendable {
    package let id: GroupID
    package let sessions: [PlannedSession]
    package let team: [TrainerID]

    package init(id: GroupID, sessions: [PlannedSession], team: [TrainerID]) {
        self.id = id
        self.sessions = sessions
        self.team = team
    }
}

/// A full day (no half) or one half of a day.
package struct PlannedSession: Hashable, Sendable {
    package let date: CivilDate
    package let half: Half?

    package init(_ date: CivilDate, _ half: Half? = nil) {
        self.date = date
        self.half = half
    }

    package var halfDays: [HalfDay] { half.map { [HalfDay(date, $0)] } ?? Half.allCases.map { HalfDay(date, $0) } }
}

package struct PlannedTrainer: Hashable, Sendable {
    package let degree: Degree
    package let isASH: Bool
    /// Theme classes they can take on (H4); nil for every one.
    package let skills: Set<ThemeClassID>?
    /// Half-days of the week on which they are freed (T6).
    package let free: Set<WeeklyHalfDay>
    /// Half-days on which they lead elsewhere or are away.
    package let taken: Set<HalfDay>

    package init(
        degree: Degree, isASH: Bool, skills: Set<ThemeClassID>?, free: Set<WeeklyHalfDay>, taken: Set<HalfDay>
    ) {
        self.degree = degree
        self.isASH = isASH
        self.skills = skills
        self.free = free
        self.taken = taken
    }
}

/// T8: proposed by the plan, confirmed by each service concerned with the Dfie, published by the Dfie.
package struct PlanState: Hashable, Sendable {
    package let confirmedBy: Set<Departement>
    package let isPublished: Bool

    package init(confirmedBy: Set<Departement>, isPublished: Bool) {
        self.confirmedBy = confirmedBy
        self.isPublished = isPublished
    }
}
