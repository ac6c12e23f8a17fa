import Rulebook
import TestKit
import Vocabulary

/// Plans, requests and steps by chance, from a seed: each value mostly near what is allowed, now and then far from it.
struct RandomPlans: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// SplitMix64 (Steele, Lea, Flood 2014).
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func plan() throws -> PlanSubject {
        // One in four is faultless but for its one date.
        if chance(4) { return try SamplePlan.of(session(), academic: chance(2)).subject }
        var sample = try sample()
        let trainers = try trainers()
        let names = try ["G1", "G2", "G3"].map { try GroupID($0) }
        let groups = (0..<below(4)).map { _ in
            PlannedGroup(
                id: pick(names) ?? names[0], sessions: (0..<below(4)).map { _ in session() },
                team: (0..<below(4)).compactMap { _ in pick(trainers.keys.sorted { $0.text < $1.text }) })
        }
        if chance(10) { sample.campaign.rules.T7.teachersPerTrainee.value = .max }
        let departements = sample.campaign.departements.map(\.code)
        var replacements: [Departement: [HalfDay: Int]] = [:]
        for halfDay in groups.flatMap(\.sessions).flatMap(\.halfDays) {
            for departement in departements where !chance(4) {
                replacements[departement, default: [:]][halfDay] = below(40) - 2
            }
        }
        // A trainer of a team that nobody knows.
        let known = trainers.filter { _ in !chance(8) }
        return PlanSubject(
            form: sample.form, campaign: sample.campaign, groups: groups, trainers: known, replacements: replacements,
            state: PlanState(
                confirmedBy: Set(departements.filter { _ in chance(2) }), isPublished: chance(2)),
            themeClass: sample.form.theme.proposedClass)
    }

    /// The request of a plan.
    mutating func request(_ plan: PlanSubject) throws -> RequestSubject {
        RequestSubject(
            ReceivedRequest(
                id: try RequestID("ALP-69-0001"), receivedAt: Paris.instant(date(), hour: below(24)), form: plan.form),
            campaign: plan.campaign, places: SamplePlaces())
    }

    mutating func step() throws -> StepSubject {
        let sample = try sample()
        let departements = sample.campaign.departements.map(\.code)
        var done = StepsDone()
        done.lateAccepted = chance(2)
        done.approvedByDfie = chance(2)
        done.approvedBy = Set(departements.filter { _ in chance(2) })
        done.datesConfirmedBy = Set(departements.filter { _ in chance(2) })
        done.isReleased = chance(2)
        done.hasDispositif = chance(2)
        done.ecouteHeld = chance(2)
        done.hasNamedLeader = chance(2)
        done.rosterComplete = chance(2)
        done.signedBy = Set(sample.form.pilots.map(\.function).filter { _ in chance(2) })
        done.validatedBy = Set(departements.filter { _ in chance(2) })
        return sample.step(pick(YearStep.allCases) ?? .orders, done: done)
    }

    private mutating func sample() throws -> Sample {
        var sample = try chance(2) ? Sample() : .several()
        sample.form.hours = chance(4) ? Int(truncatingIfNeeded: next()) : 3 * below(6)
        sample.form.sessions = (0..<below(4)).compactMap { _ in pick(SessionLength.allCases) }
        sample.form.intervenants.academicTrainers = below(4) - 1
        sample.form.theme.concernsSpecialNeeds = chance(2)
        sample.form.theme.proposedClass = try pick(["ecole-inclusive", "francais", "inconnue"]).map {
            try ThemeClassID($0)
        }
        sample.form.wishes.months = Month.allCases.filter { _ in chance(4) }
        sample.form.wishes.weekdays = Weekday.allCases.filter { _ in chance(3) }
        sample.form.wishes.impossible = (0..<below(3)).map { _ in
            let (one, other) = (date(), date())
            return (try? DateRange(min(one, other), max(one, other))) ?? DateRange(day: one)
        }
        sample.form.pilots = sample.form.pilots.filter { _ in !chance(5) }
        for index in sample.form.groups.indices {
            sample.form.groups[index].teachers = try ["01", "42", "69", "75"].filter { _ in chance(2) }.map {
                try .of($0, first: below(20), second: below(20))
            }
        }
        sample.receivedAt = Paris.instant(date(), hour: below(24))
        return sample
    }

    private mutating func trainers() throws -> [TrainerID: PlannedTrainer] {
        var trainers: [TrainerID: PlannedTrainer] = [:]
        for number in 0..<4 {
            let week = Weekday.allCases.flatMap { day in Half.allCases.map { WeeklyHalfDay(day, $0) } }
            trainers[try TrainerID("F\(number)")] = PlannedTrainer(
                degree: chance(2) ? .first : .second, isASH: chance(2),
                skills: chance(2)
                    ? nil
                    : Set(try ["ecole-inclusive", "francais"].map { try ThemeClassID($0) }.filter { _ in chance(2) }),
                free: Set(week.filter { _ in !chance(4) }),
                taken: Set((0..<below(3)).map { _ in HalfDay(date(), chance(2) ? .morning : .afternoon) }))
        }
        return trainers
    }

    private mutating func session() -> PlannedSession {
        PlannedSession(date(), chance(2) ? nil : chance(2) ? .morning : .afternoon)
    }

    /// From before the window to after it, few enough that sessions meet; now and then an end of the calendar.
    private mutating func date() -> CivilDate {
        switch below(40) {
        case 0: .first
        case 1: .last
        case 2...20: CivilDate.first.adding(days: 44_134 + below(14))
        default: CivilDate.first.adding(days: 44_100 + below(260))
        }
    }

    private mutating func below(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &self) }

    /// One in so many.
    private mutating func chance(_ of: Int) -> Bool { below(of) == 0 }

    private mutating func pick<Element>(_ elements: [Element]) -> Element? { elements.randomElement(using: &self) }
}
