import Messages
package import Reference
package import Vocabulary

/// Looks for a place for an action that found none at once, among all that stands: what the planner sends as a
/// command.
package struct JointSearch {
    package enum Outcome: Sendable {
        case plan(JointPlan)
        case nowhere(NoPlace)
    }

    private let reference: ReferenceSet
    private let snapshot: Snapshot
    private let today: CivilDate

    package init(reference: ReferenceSet, snapshot: Snapshot, today: CivilDate) {
        self.reference = reference
        self.snapshot = snapshot
        self.today = today
    }

    /// - Parameter others: every action whose sessions stand; those that may not move are left where they are.
    package func search(
        _ request: RequestID, _ state: ActionState, among others: [RequestID: ActionState],
        limit: Int = Repair.usualLimit
    ) -> Outcome? {
        guard let validated = state.validated, let campaign = snapshot.campaign else { return nil }
        func nowhere(_ groups: [GroupNotPlaced]) -> Outcome {
            .nowhere(
                NoPlace(
                    request: request, validation: validated.validation, search: state.search, groups: groups))
        }
        do throws(NotPlaceable) {
            var place = try ActionPlace(request, state, snapshot, reference, today: today)
            let target = PreparedAction(request, place.demands, on: place.ground)
            var placed: [RequestID: [GroupPlacement]] = [:]
            if let all = place.place(place.demands.map(\.group)) {
                placed[request] = all
            } else {
                // The failed attempt left the board as it was.
                var repair = Repair(
                    target, movables: movables(others, place, campaign), on: place.board, search: state.search)
                guard let found = repair.run(limit: limit) else { return nowhere(place.causes()) }
                for (moved, insertions) in found.placed {
                    let groups = moved == request ? target.groups : repair.groups(of: moved)
                    placed[moved] = zip(insertions, groups).map { place.ground.placement($0, of: $1) }
                }
            }
            return .plan(plan(request, state, placed, others, campaign))
        } catch {
            return nowhere(error.groups)
        }
    }

    private func movables(
        _ others: [RequestID: ActionState], _ place: ActionPlace, _ campaign: NumberedCampaign
    ) -> [Repair.Movable] {
        let reading = DemandReading(reference: reference, campaign: campaign)
        let standing = Standing(snapshot)
        return others.sorted { $0.key.text < $1.key.text }.compactMap { request, state in
            guard state.isMovable, state.sessions.allSatisfy(standing.holds), let form = state.form,
                let validated = state.validated,
                let demands = try? reading.demands(
                    of: request, form.form, validated, isLate: form.isLate, today: today, declined: state.declined)
            else { return nil }
            let insertions = state.placements.compactMap { place.ground.insertion($0) }
            guard insertions.count == demands.count else { return nil }
            return Repair.Movable(
                action: PreparedAction(request, demands, on: place.ground), insertions: insertions)
        }
    }

    private func plan(
        _ request: RequestID, _ state: ActionState, _ placed: [RequestID: [GroupPlacement]],
        _ others: [RequestID: ActionState], _ campaign: NumberedCampaign
    ) -> Outcome.Plan {
        let parts = placed.sorted { $0.key.text < $1.key.text }.compactMap { moved, placements -> JointPlan.Part? in
            let stands = moved == request ? state : others[moved]
            guard let stands, let validated = stands.validated else { return nil }
            return JointPlan.Part(
                request: moved, validation: validated.validation, standing: stands.named, placements: placements)
        }
        return JointPlan(
            target: request, search: state.search,
            perTrainee: campaign.campaign.rules.T7.teachersPerTrainee.value, parts: parts)
    }
}

/// Whether what is booked would be booked again: an absence that came since, or a lower most, is for people to see to.
private struct Standing {
    private var trainers: [TrainerID: TrainerState] = [:]
    private var year: [TrainerID: Int] = [:]
    private var week: [TrainerID: [CivilDate: Int]] = [:]

    init(_ snapshot: Snapshot) {
        for state in snapshot.trainers {
            if let trainer = state.trainer { trainers[trainer.id] = state }
        }
        for booking in snapshot.bookings {
            year[booking.trainer, default: 0] += 1
            week[booking.trainer, default: [:]][Week(of: booking.halfDay.date).monday, default: 0] += 1
        }
    }

    func holds(_ session: SessionStated) -> Bool {
        session.team.allSatisfy { id in
            guard let state = trainers[id], let trainer = state.trainer else { return false }
            return year[id, default: 0] <= trainer.mostPerYear
                && session.halfDays.allSatisfy { halfDay in
                    trainer.free.contains(halfDay.weekly) && !state.isAway(on: halfDay.date)
                        && week[id]?[Week(of: halfDay.date).monday] ?? 0 <= trainer.mostPerWeek
                }
        }
    }
}

extension JointSearch.Outcome {
    package typealias Plan = JointPlan
}
