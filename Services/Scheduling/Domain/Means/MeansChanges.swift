import Deciding
import Vocabulary

/// How trainers and quotas change.
package enum Means {
    static func trainers(_ trainers: [Trainer], on state: SchedulingState, aggregate: String) -> [SchedulingEvent] {
        guard let trainer = trainers.last(where: { AggregateName.trainer($0.id) == aggregate }) else { return [] }
        let now = state.trainer ?? TrainerState()
        return now.trainer == trainer
            ? [] : [.noted(.trainerSet(TrainerState(trainer: trainer, absences: now.absences)))]
    }

    static func absences(
        _ changes: [TrainerAbsences], replaces: Bool, on state: SchedulingState, aggregate: String
    ) -> [SchedulingEvent] {
        let own = changes.filter { AggregateName.trainer($0.trainer) == aggregate }.flatMap(\.absences)
        let now = state.trainer ?? TrainerState()
        let merged = merged(replaces ? [] : now.absences, own)
        return merged == now.absences ? [] : [.noted(.trainerSet(TrainerState(trainer: now.trainer, absences: merged)))]
    }

    /// One absence a range: the same range again changes its reason.
    package static func merged(_ now: [Absence], _ more: [Absence]) -> [Absence] {
        var all = now
        for absence in more {
            all.removeAll { $0.range == absence.range }
            all.append(absence)
        }
        return all.sorted { ($0.range.first, $0.range.last) < ($1.range.first, $1.range.last) }
    }

    static func quotas(
        _ changes: [QuotaChange], replaces: Bool, on state: SchedulingState,
        given facts: Facts<SchedulingWorld>
    ) -> [SchedulingEvent] {
        guard let change = changes.first(where: { AggregateName.quota($0.departement) == facts.aggregate }) else {
            return []
        }
        var booked: [BookedHalfDay] = []
        if case .booked(let rows) = facts.world { booked = rows }
        let now = state.quota ?? QuotaState()
        guard !replaces else {
            var whole = QuotaState()
            for entry in change.base { whole.set(entry) }
            for period in change.periods { whole.set(period) }
            let faults = below(whole, booked).map { Refusal.Fault("quota", .T7, $0) }
            guard faults.isEmpty else {
                return [
                    .noted(
                        .refused(
                            Refusal(409, "Le quota passerait sous ce qui est déjà réservé", faults)))
                ]
            }
            return whole == now
                ? [] : [.noted(.quotaSet(QuotaSet(departement: change.departement, state: whole)))]
        }
        let (merged, held) = merged(now, change, booked)
        return merged == now && held.isEmpty
            ? [] : [.noted(.quotaSet(QuotaSet(departement: change.departement, state: merged, held: held)))]
    }

    /// Entry by entry: one that would fall below what is booked is held back, the others stand.
    package static func merged(
        _ now: QuotaState, _ change: QuotaChange, _ booked: [BookedHalfDay]
    ) -> (state: QuotaState, held: [HeldEntry]) {
        var state = now
        var held: [HeldEntry] = []
        for entry in change.base {
            var next = state
            next.set(entry)
            let faults = below(next, booked).filter { !below(state, booked).contains($0) }
            if faults.isEmpty {
                state = next
            } else {
                held.append(HeldEntry(halfDay: entry.halfDay, message: faults.joined(separator: " ")))
            }
        }
        for period in change.periods {
            var next = state
            next.set(period)
            let faults = below(next, booked).filter { !below(state, booked).contains($0) }
            if faults.isEmpty {
                state = next
            } else {
                held.append(HeldEntry(range: period.range, message: faults.joined(separator: " ")))
            }
        }
        return (state, held)
    }

    /// Half-days on which more is booked than could be replaced, in French, with the sessions.
    package static func below(_ quota: QuotaState, _ booked: [BookedHalfDay]) -> [String] {
        booked.sorted { $0.halfDay < $1.halfDay }.compactMap { row in
            let cap = quota.cap(on: row.halfDay)
            guard row.teachers > cap else { return nil }
            let sessions = row.sessions.map(\.text).sorted().joined(separator: ", ")
            return "Le \(row.halfDay.french) : \(row.teachers) réservés pour \(cap) possibles (\(sessions))."
        }
    }
}
