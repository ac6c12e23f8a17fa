package import Vocabulary

/// Writes a state as the files that any planner and `check.py` read.
package enum InstanceWriting {
    /// - Parameters:
    ///   - demands: of every action to be placed or standing, by action.
    ///   - standing: what stands, and whether pilots know it.
    package static func instance(
        named name: String, _ ground: PlanGround, trainers: [TrainerState], quotas: [Departement: QuotaState],
        zones: [CirconscriptionID], demands: [RequestID: [GroupDemand]], kinds: [RequestID: String] = [:],
        standing: [RequestID: (groups: [GroupPlacement], isTold: Bool)] = [:]
    ) -> InstanceDocument {
        let calendar = ground.campaign.calendar
        let closed =
            calendar.schoolHolidays.map { [$0.range.first, $0.range.last] }
            + calendar.publicHolidays.map { [$0.date, $0.date] }
        let rules = ground.campaign.rules
        let habits = ground.rules
        let hosts = Dictionary(
            demands.values.flatMap(\.self).map { ($0.host, $0) }, uniquingKeysWith: { first, _ in first })
        return InstanceDocument(
            name: name, seed: 0,
            campaign: InstanceDocument.Rules(
                first: rules.T2.window.value.first, last: rules.T2.window.value.last, closed: closed,
                withAcademic: rules.T3.halfDays.value + rules.T3.lastResort.value,
                withoutAcademic: rules.T4.halfDays.value, eabepDays: rules.T5.weekdays.value.map(\.rawValue),
                lastResort: rules.T3.lastResort.value, establishmentPerWeek: habits.establishmentPerWeek.value,
                minGapWeeks: habits.leastGapWeeks.value,
                wishedGapWeeks: [habits.wishedLeastGapWeeks.value, habits.wishedMostGapWeeks.value],
                noonKm: habits.noonKilometres.value, comfortPercent: habits.comfortPercent.value,
                maxMoves: Nullable(nil),
                weights: weights(habits.weights.value)),
            departements: quotas.sorted { $0.key < $1.key }.map { quota($0.key, $0.value) },
            places: hosts.values.sorted { $0.host < $1.host }.map {
                InstanceDocument.Place(
                    id: $0.host.text, departement: $0.departement.text, zone: $0.zone.text, x: $0.point.x,
                    y: $0.point.y)
            },
            trainers: trainers.compactMap { staff($0, ground, zones) },
            actions: demands.sorted { $0.key.text < $1.key.text }.compactMap {
                action($0.key, $0.value, ground, kinds[$0.key] ?? "newTheme")
            },
            standing: Dictionary(
                uniqueKeysWithValues: standing.map { request, stands in
                    (request.text, plan(stands.groups, ground, told: stands.isTold))
                }))
    }

    package static func plan(
        _ placements: [GroupPlacement], _ ground: PlanGround, told: Bool? = nil
    ) -> PlanDocument.PlacedAction {
        PlanDocument.PlacedAction(
            groups: placements.map { placement in
                func side(_ degree: Degree) -> [String] {
                    placement.team.filter { id in
                        ground.staffIndex[id].map { ground.staff[$0].degree == degree } ?? (degree == .second)
                    }.map(\.text)
                }
                return PlanDocument.PlacedGroup(
                    sessions: placement.sessions.map {
                        PlanDocument.PlacedSession(date: $0.date, half: $0.half?.rawValue ?? "D", told: told)
                    }, academic: side(.second), first: side(.first), pinned: told == nil ? nil : false)
            })
    }

    private static func weights(_ weights: SchedulingWeights) -> [String: Int] {
        [
            "unplaced": weights.unplaced, "priority": weights.priority, "eabepDay": weights.specialNeedsDay,
            "lastResortDay": weights.lastResortDay, "preferredDate": weights.preferredMonth,
            "preferredWeekday": weights.preferredWeekday, "spreadWeek": weights.spreadWeek,
            "trainerWeek": weights.trainerWeek, "quotaPressure": weights.quotaPressure,
            "travelKm": weights.travelKilometre, "moveSession": weights.moveSession, "moveTold": weights.moveTold,
            "changeTrainer": weights.changeTrainer, "changeTrainerTold": weights.changeTrainerTold,
        ]
    }

    private static func quota(_ departement: Departement, _ state: QuotaState) -> InstanceDocument.Quota {
        InstanceDocument.Quota(
            id: departement.text,
            quota: Dictionary(
                state.base.map { ($0.halfDay.text, $0.replacements) }, uniquingKeysWith: { first, _ in first }),
            quotaPeriods: state.periods.map {
                InstanceDocument.Period(from: $0.range.first, to: $0.range.last, percent: $0.percent)
            })
    }

    private static func staff(
        _ state: TrainerState, _ ground: PlanGround, _ zones: [CirconscriptionID]
    ) -> InstanceDocument.Staff? {
        guard let trainer = state.trainer, let index = ground.staffIndex[trainer.id] else { return nil }
        let point = ground.staff[index].point
        return InstanceDocument.Staff(
            id: trainer.id.text, degree: trainer.degree == .second ? 2 : 1, x: point.x, y: point.y,
            zones: zones.filter(trainer.canTrain).map(\.text), themes: trainer.skills?.map(\.text) ?? ["*"],
            ash: trainer.isASH, free: trainer.free, away: state.absences.map { [$0.range.first, $0.range.last] },
            maxYear: trainer.mostPerYear, maxWeek: trainer.mostPerWeek, wishedWeek: trainer.wishedPerWeek)
    }

    /// The model's action has one size of team: an action whose groups differ is written by its first group.
    private static func action(
        _ request: RequestID, _ demands: [GroupDemand], _ ground: PlanGround, _ kind: String
    ) -> InstanceDocument.Action? {
        guard let first = demands.first else { return nil }
        let window = ground.campaign.rules.T2.window.value
        let days = ground.calendar.days
        return InstanceDocument.Action(
            id: request.text, kind: kind, theme: first.theme.text, eabep: first.concernsSpecialNeeds,
            priority: first.priority, academic: first.academicTrainers, first: first.firstDegreeTrainers,
            notBefore: Nullable(first.notBefore.map { max($0, window.first) }),
            blackout: first.impossible.map { [$0.first, $0.last] },
            preferred: first.months.compactMap { month in
                let inMonth = days.filter { $0.month == month.rawValue }
                guard let from = inMonth.first, let to = inMonth.last else { return nil }
                return [from, to]
            }, preferredWeekdays: first.weekdays.filter { $0 <= .friday }.map(\.rawValue),
            groups: demands.map { demand in
                InstanceDocument.Group(
                    id: "\(request).\(demand.group)", place: demand.host.text,
                    establishments: demand.establishments.map(\.text),
                    primary: Dictionary(
                        demand.replacements.map { ($0.departement.text, $0.teachers) },
                        uniquingKeysWith: { first, _ in first }), secondary: 0,
                    sessions: demand.sessions.map { $0 == .fullDay ? "F" : "H" })
            })
    }
}
