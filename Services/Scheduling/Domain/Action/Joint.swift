import Deciding
import Messages
import Vocabulary

/// What the planner found.
extension SchedulingDecider {
    /// Each action takes its part; all have been locked, so that what held for one holds for all (HEART: lock order).
    func joint(_ plan: JointPlan, _ state: ActionState, _ facts: Facts<World>) -> [Event] {
        guard case .plan(true) = facts.world,
            let part = plan.parts.first(where: { $0.request.text == facts.aggregate }),
            state.validated?.validation == part.validation, let validated = state.validated
        else {
            return facts.aggregate == plan.target.text
                ? [.noted(.voided("a joint plan of \(plan.parts.count) actions"))] : []
        }
        var events: [Event] = []
        // The first in the order of the locks frees all, so that each can take what another had.
        if plan.parts.map({ Array($0.request.text.utf8) }).min(by: { $0.lexicographicallyPrecedes($1) })
            == Array(facts.aggregate.utf8)
        {
            events.append(.noted(.ejected(plan.parts.map(\.request).sorted { $0.text < $1.text })))
        }
        let sessions = state.stated(part.placements, of: part.request, perTrainee: plan.perTrainee)
        events.append(
            .session(
                .proposed(
                    SessionsProposed(
                        campaignRevision: validated.campaignRevision, requestRevision: validated.requestRevision,
                        validation: validated.validation, sessions: sessions))))
        return events
    }

    static func noPlace(_ answer: NoPlace, _ state: ActionState, _ facts: Facts<World>) -> [Event] {
        guard state.phase == .seeking, state.validated?.validation == answer.validation,
            state.search == answer.search
        else { return [] }
        var course = Course(state, facts)
        course.free(.replanned)
        course.add(
            .session(
                .notPlaced(
                    SessionsNotPlaced(
                        campaignRevision: course.campaignRevision, requestRevision: course.requestRevision,
                        validation: answer.validation, groups: answer.groups))))
        return course.events
    }
}

extension JointPlan.Part {
    /// Whether the action stands as the planner saw it: seeking, or proposed and confirmed by nobody.
    package func stands(_ state: ActionState) -> Bool {
        state.validated?.validation == validation && state.isWhole && (state.phase == .seeking || state.isMovable)
            && Set(state.named) == Set(standing)
    }
}
