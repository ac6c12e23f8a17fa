package import Deciding
import Messages
package import Rulebook
package import Vocabulary

/// Validation's decisions: campaigns are published, requests judged, examined, validated or refused, released.
///
/// Total: what can't be done gives no event; why not is `objection`'s to say. Facts after an end, or on an outdated
/// revision, are journalled as passed over.
package struct ValidationDecider: Decider {
    /// Establishments and circonscriptions of the reference files.
    package let places: any Places
    /// F2; nil leaves it to the examiners.
    package let earlierActions: Set<EarlierActionID>?

    package init(places: any Places, earlierActions: Set<EarlierActionID>? = nil) {
        self.places = places
        self.earlierActions = earlierActions
    }

    package var initial: ValidationState { ValidationState() }

    package func decide(
        _ addressed: AddressedInput, on state: ValidationState, given facts: Facts<ValidationWorld>
    ) throws -> [ValidationEvent] {
        switch addressed.input {
        case .publish(let draft, let actor):
            return (try? CampaignRevisions.publish(draft, by: actor, on: state.campaign).get()) ?? []
        case .act(let act, let examiner, let seen):
            guard seen == nil || seen == state.revision else { return [] }
            return (try? take(act, by: examiner, on: state, in: facts.world, at: facts.now).get()) ?? []
        case .request(let message): return try Arrival(self, facts).take(message, on: state.request)
        case .sessions(let message):
            return try Scheduled.take(message, on: state.request, at: facts.now).map { .note($0) }
        case .letter(let message): return Letters.take(message, beside: state.letters).map { .note($0) }
        case .judge: return state.request.map { Arrival(self, facts).judgeAgain($0) } ?? []
        }
    }

    /// Why an input of a person gives nothing; nil where it gives something.
    package func objection(
        to input: ValidationInput, on state: ValidationState, in world: ValidationWorld, at now: Instant
    ) -> Objection? {
        let result: Result<[ValidationEvent], Objection>
        switch input {
        case .publish(let draft, let actor):
            result = CampaignRevisions.publish(draft, by: actor, on: state.campaign)
        case .act(let act, let examiner, seen: _):
            result = take(act, by: examiner, on: state, in: world, at: now)
        case .request, .sessions, .letter, .judge:
            return nil
        }
        guard case .failure(let objection) = result else { return nil }
        return objection
    }

    private func take(
        _ act: ExaminerAct, by examiner: Examiner, on state: ValidationState, in world: ValidationWorld, at now: Instant
    ) -> Result<[ValidationEvent], Objection> {
        guard let request = state.request else { return .failure(.notFound) }
        let examination = Examination(
            decider: self, state: request, campaign: world.campaign, examiner: examiner, now: now)
        return Result { () throws(Objection) in try examination.take(act) }
    }

    package func evolve(_ state: ValidationState, by event: ValidationEvent) -> ValidationState {
        var state = state
        if event.isSeen { state.revision += 1 }
        switch event {
        case .campaign(let message):
            state.campaign = CampaignRevisions.evolve(state.campaign, by: message)
        case .note(.submitted(let fact)):
            guard state.request == nil else { break }
            state.request = RequestState(fact)
            state.request?.letters = state.earlyLetters ?? []
            state.earlyLetters = nil
        case .note(.letter(let fact)) where state.request == nil:
            state.earlyLetters = state.earlyLetters ?? []
            state.earlyLetters?.take(fact)
        case .note(let note):
            state.request?.evolve(by: note)
        case .decision(let message):
            state.request?.evolve(by: message)
        }
        return state
    }
}
