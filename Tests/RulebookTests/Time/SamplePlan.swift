import Rulebook
import Testing
import Vocabulary

/// A plan of the faultless request that breaks no rule: its one group all Tuesday 3 November 2020, led by an academic
/// trainer and one of the first degree.
struct SamplePlan {
    var sample: Sample
    var groups: [PlannedGroup]
    var trainers: [TrainerID: PlannedTrainer]
    /// For each half-day of the plan, unless a test says otherwise.
    var left = 20
    var replacements: [Departement: [HalfDay: Int]]?
    var state = PlanState(confirmedBy: [], isPublished: false)
    /// Not settled.
    var themeClass: ThemeClassID?

    init(_ sample: Sample? = nil) throws {
        self.sample = try sample ?? Sample()
        let week = Weekday.allCases.prefix(5).flatMap { day in Half.allCases.map { WeeklyHalfDay(day, $0) } }
        trainers = [
            try .academic: PlannedTrainer(degree: .second, isASH: true, skills: nil, free: Set(week), taken: []),
            try .other: PlannedTrainer(degree: .second, isASH: false, skills: nil, free: Set(week), taken: []),
            try .primary: PlannedTrainer(degree: .first, isASH: false, skills: nil, free: Set(week), taken: []),
        ]
        groups = [
            PlannedGroup(
                id: try GroupID("G1"), sessions: [try .on("2020-11-03")], team: [try .academic, try .primary])
        ]
    }

    /// One session of its group, which the form asks for too; led without an academic trainer where `academic` is no.
    static func of(_ session: PlannedSession, academic: Bool = true) throws -> SamplePlan {
        var plan = try SamplePlan()
        plan.sample.form.sessions = [session.half == nil ? .fullDay : .halfDay]
        plan.sample.form.intervenants.academicTrainers = academic ? 1 : 0
        plan.groups = [
            PlannedGroup(
                id: try GroupID("G1"), sessions: [session],
                team: academic ? [try .academic, try .primary] : [try .primary])
        ]
        return plan
    }

    /// Two groups with these sessions and teams.
    static func two(
        _ first: [PlannedSession], _ firstTeam: [TrainerID], _ second: [PlannedSession], _ secondTeam: [TrainerID]
    ) throws -> SamplePlan {
        var plan = try SamplePlan(.several())
        plan.groups = [
            PlannedGroup(id: try GroupID("G1"), sessions: first, team: firstTeam),
            PlannedGroup(id: try GroupID("G2"), sessions: second, team: secondTeam),
        ]
        return plan
    }

    var subject: PlanSubject {
        PlanSubject(
            form: sample.form, campaign: sample.campaign, groups: groups, trainers: trainers,
            replacements: replacements ?? everywhere, state: state, themeClass: themeClass)
    }

    private var everywhere: [Departement: [HalfDay: Int]] {
        let halfDays = Set(groups.flatMap(\.sessions).flatMap(\.halfDays))
        let each = Dictionary(uniqueKeysWithValues: halfDays.map { ($0, left) })
        return Dictionary(uniqueKeysWithValues: sample.campaign.departements.map { ($0.code, each) })
    }
}

extension PlannedSession {
    static func on(_ date: String, _ half: Half? = nil) throws -> PlannedSession {
        PlannedSession(try CivilDate(date), half)
    }
}

extension TrainerID {
    /// Of the second degree, ASH.
    static var academic: TrainerID { get throws { try TrainerID("F001") } }
    /// Of the second degree, not ASH.
    static var other: TrainerID { get throws { try TrainerID("F002") } }
    /// Of the first degree.
    static var primary: TrainerID { get throws { try TrainerID("C001") } }
}

/// What one rule says, a line a breach: `returns hours: Les séances…`.
func lines(_ rule: RuleID, _ subject: PlanSubject) -> [String] { lines(rule) { $0.plan?(subject) } }

func lines(_ rule: RuleID, _ subject: RequestSubject) -> [String] { lines(rule) { $0.request?(subject) } }

func lines(_ rule: RuleID, _ subject: StepSubject) -> [String] { lines(rule) { $0.step?(subject) } }

private func lines(_ id: RuleID, _ judge: (Rule) -> [Breach]?) -> [String] {
    Rules.all.filter { $0.id == id }.flatMap { judge($0) ?? [] }.map {
        "\($0.severity.text) \($0.place): \($0.message)"
    }
}

@Suite(.timeLimit(.minutes(1)))
struct SamplePlanTests {
    @Test func `the sample's plan breaks no rule`() throws {
        #expect(Rules.judge(try SamplePlan().subject).breaches == [])
    }
}
