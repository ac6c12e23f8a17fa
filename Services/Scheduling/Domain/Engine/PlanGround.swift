package import Vocabulary

/// What doesn't change while a plan is made, in flat arrays: calendar, trainers, caps. Trainers, départements and
/// establishments are numbered; a slot is `2 · day + half`.
package struct PlanGround: Sendable {
    package struct Staff: Sendable {
        let id: TrainerID
        let degree: Degree
        let point: PlanPoint
        let isASH: Bool
        /// May train in more than one circonscription: kept, at equal price, for where nobody else can.
        let isWide: Bool
        let trainer: Trainer
        let morning: DayMask
        let afternoon: DayMask
    }

    /// What it costs to take a trainer for whom others may be waiting, in kilometres: it keeps those who can do what
    /// few can for where they are needed, as requests come one by one. No part of a plan's objective.
    package struct Reserve: Hashable, Sendable {
        /// An ASH trainer where none is asked for.
        package var ash: Int
        /// A first-degree trainer who serves more than one circonscription.
        package var wide: Int

        package init(ash: Int, wide: Int) {
            self.ash = ash
            self.wide = wide
        }

        package static let usual = Reserve(ash: 40, wide: 15)
        package static let none = Reserve(ash: 0, wide: 0)
    }

    package let calendar: PlanCalendar
    let reserve: Reserve
    package let rules: SchedulingParameters
    package let weights: SchedulingWeights
    let campaign: Campaign
    let staff: [Staff]
    let staffIndex: [TrainerID: Int]
    let departements: [Departement]
    let departementIndex: [Departement: Int]
    /// By département and slot.
    let caps: [Int]
    let comforts: [Int]
    let openWithAcademic: (morning: DayMask, afternoon: DayMask)
    let openWithout: (morning: DayMask, afternoon: DayMask)
    let lastResort: (morning: DayMask, afternoon: DayMask)

    /// - Parameter point: where a trainer's base is; one whose base isn't known leads nothing.
    package init(
        _ numbered: NumberedCampaign, trainers: [TrainerState], quotas: [Departement: QuotaState],
        reserve: Reserve = .usual, point: (String) -> PlanPoint?
    ) {
        self.reserve = reserve
        campaign = numbered.campaign
        rules = numbered.scheduling
        weights = rules.weights.value
        let calendar = PlanCalendar(numbered.campaign)
        self.calendar = calendar
        var masks: [WeeklyHalfDay: DayMask] = [:]
        func mask(_ halfDays: [WeeklyHalfDay], _ half: Half) -> DayMask {
            halfDays.filter { $0.half == half }.reduce(DayMask()) { sum, halfDay in
                let one = masks[halfDay] ?? calendar.mask(of: [halfDay], half)
                masks[halfDay] = one
                return sum | one
            }
        }
        let T3 = campaign.rules.T3
        let T4 = campaign.rules.T4
        func both(_ halfDays: [WeeklyHalfDay]) -> (DayMask, DayMask) {
            (mask(halfDays, .morning), mask(halfDays, .afternoon))
        }
        openWithAcademic = both(T3.halfDays.value + T3.lastResort.value)
        openWithout = both(T4.halfDays.value)
        lastResort = both(T3.lastResort.value)
        staff = trainers.compactMap { state -> Staff? in
            guard let trainer = state.trainer, let point = point(trainer.base) else { return nil }
            let away = state.absences.isEmpty ? DayMask() : calendar.mask { state.isAway(on: $0) }
            return Staff(
                id: trainer.id, degree: trainer.degree, point: point, isASH: trainer.isASH,
                isWide: trainer.zones.count > 1 || trainer.zones.contains { !$0.text.contains("-") }, trainer: trainer,
                morning: mask(trainer.free, .morning).subtracting(away),
                afternoon: mask(trainer.free, .afternoon).subtracting(away))
        }.sorted { $0.id.text < $1.id.text }
        staffIndex = Dictionary(
            staff.enumerated().map { ($0.element.id, $0.offset) }, uniquingKeysWith: { first, _ in first })
        departements = quotas.keys.sorted()
        departementIndex = Dictionary(
            departements.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
        let slots = calendar.days.count * 2
        var caps = Array(repeating: 0, count: departements.count * slots)
        for (index, departement) in departements.enumerated() {
            guard let quota = quotas[departement] else { continue }
            for (day, date) in calendar.days.enumerated() {
                for half in Half.allCases {
                    caps[index * slots + 2 * day + half.index] = quota.cap(on: HalfDay(date, half))
                }
            }
        }
        self.caps = caps
        comforts = caps.map { [rules] in $0 * rules.comfortPercent.value / 100 }
    }

    var slotCount: Int { calendar.days.count * 2 }
}

extension Half {
    var index: Int { self == .morning ? 0 : 1 }
}
