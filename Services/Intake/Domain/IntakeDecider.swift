package import Deciding
import Messages
package import Rulebook
package import Vocabulary

/// Requests from their draft to their end, the directory's terms, and what is known of campaigns.
package struct IntakeDecider: Decider {
    package typealias State = IntakeState
    package typealias Input = IntakeInput
    package typealias Event = IntakeEvent
    package typealias World = IntakeWorld

    package let places: any Places

    package init(places: any Places) { self.places = places }

    package var initial: IntakeState { .nothing }

    package func decide(
        _ input: IntakeInput, on state: IntakeState, given facts: Facts<IntakeWorld>
    ) throws -> [IntakeEvent] {
        guard refusal(of: input, on: state, now: facts.now) == nil else { return [] }
        switch input {
        case .request(_, let act):
            guard let request = state.request else { return [] }
            return decide(act, on: request, given: facts)
        case .function(_, .hold(let held)):
            guard let function = state.function else { return [] }
            return hold(held, on: function, given: facts)
        case .campaign(let id, let act):
            return note(id, act, on: state)
        }
    }

    private func decide(
        _ act: RequestAct, on request: RequestState, given facts: Facts<IntakeWorld>
    ) -> [IntakeEvent] {
        switch act {
        case .draft(let drafting): draft(drafting, given: facts)
        case .revise(let form, _, let acts):
            [
                .draftRevised(DraftRevised(form: form, departements: departements(of: form))),
                .recorded(Change(.draftRevised, at: Timestamp(facts.now), role: acts.actor.role.value)),
            ]
        case .submit(_, let acts): submit(request, acts, given: facts)
        case .bring(let brought): bring(brought, on: request, given: facts)
        case .amend(let form, _, let acts):
            amend(request, to: agreed(form, by: acts.functions), acts, at: facts.now, given: facts)
        case .withdraw(let reason, _, let acts): withdraw(request, reason, acts, given: facts)
        case .handOver(let handing, _, let acts): handOver(request, handing, acts, given: facts)
        case .consent(let consenting): consent(request, consenting, given: facts)
        case .fact(let fact): note(fact, on: request, given: facts)
        }
    }

    /// Which départements a form concerns, as the rules of the year count them (Y2, Y7). Where no reference files are
    /// at hand, those of its establishments' numbers and of its teachers.
    package func departements(of form: RequestForm) -> [Departement] {
        let seats = form.groups.flatMap(\.establishments).compactMap { uai in
            places.establishment(uai)?.departement ?? uai.departement
        }
        let teachers = form.groups.flatMap(\.teachers).filter { $0.firstDegree.number + $0.secondDegree.number > 0 }
        return Set(seats + teachers.map(\.departement)).sorted()
    }

    /// The collèges whose sectors a form is about: two open requests that share one may be the same (possible
    /// duplicates are shown, never merged).
    package func sectors(of form: RequestForm) -> [UAI] {
        Set(
            form.groups.flatMap(\.establishments).compactMap { uai in
                guard let known = places.establishment(uai) else { return uai }
                return known.sector ?? (known.kind == .college ? uai : nil)
            }
        ).sorted()
    }
}
