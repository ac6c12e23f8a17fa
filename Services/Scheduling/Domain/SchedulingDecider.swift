package import Deciding
import Messages
package import Reference
package import Vocabulary

/// Dates and teams of actions, and the trainers and quotas that they are found among. One switch over what comes in;
/// each case calls one function.
package struct SchedulingDecider: Decider {
    package typealias State = SchedulingState
    package typealias Input = SchedulingInput
    package typealias Event = SchedulingEvent
    package typealias World = SchedulingWorld

    /// Where establishments stand, and which circonscription is theirs. Without it actions wait.
    package let reference: ReferenceSet?

    package init(reference: ReferenceSet?) { self.reference = reference }

    /// As plans count them; nil where an establishment isn't known.
    package func kilometres(_ one: UAI, _ other: UAI) -> Int? {
        guard let one = reference?.school(one)?.point.hectometres,
            let other = reference?.school(other)?.point.hectometres
        else { return nil }
        return PlanPoint(x: one.x, y: one.y).kilometres(to: PlanPoint(x: other.x, y: other.y))
    }

    package var initial: State { .nothing }

    package func decide(_ input: Input, on state: State, given facts: Facts<World>) throws -> [Event] {
        switch input {
        case .campaign(let message): Self.campaign(message, on: state)
        case .form(let request, let form): known(form, request, action(state), facts)
        case .amended(let request, let message): try amended(message, request, action(state), facts)
        case .decided(let request, let decided): try self.decided(decided, request, action(state), facts)
        case .acted(let request, let actor, let act): acted(act, request, by: actor, action(state), facts)
        case .plan(let plan): joint(plan, action(state), facts)
        case .noPlace(let answer): Self.noPlace(answer, action(state), facts)
        case .trainers(let trainers): Means.trainers(trainers, on: state, aggregate: facts.aggregate)
        case .absences(let absences, let replaces):
            Means.absences(absences, replaces: replaces, on: state, aggregate: facts.aggregate)
        case .quotas(let changes, let replaces):
            Means.quotas(changes, replaces: replaces, on: state, given: facts)
        }
    }

    private func action(_ state: State) -> ActionState { state.action ?? ActionState() }

    private static func campaign(_ message: CampaignPublished, on state: State) -> [Event] {
        if let known = state.campaign, known.campaign.id == message.campaign.id,
            message.campaignRevision <= known.revision
        {
            return [.noted(.voided("campaign revision \(message.campaignRevision.number)"))]
        }
        return [
            .noted(.campaignKnown(NumberedCampaign(campaign: message.campaign, revision: message.campaignRevision)))
        ]
    }

    package func evolve(_ state: State, by event: Event) -> State {
        switch event {
        case .noted(.campaignKnown(let campaign)): .campaign(campaign)
        case .noted(.trainerSet(let trainer)): .trainer(trainer)
        case .noted(.quotaSet(let set)): .quota(set.state)
        // What came to nothing changes nothing: not even what the aggregate is.
        case .noted(.voided), .noted(.refused), .noted(.ejected): state
        case .session, .noted: .action(action(state).evolved(by: event))
        }
    }
}

extension ActionState {
    package func evolved(by event: SchedulingEvent) -> ActionState {
        var state = self
        switch event {
        case .noted(let noted): state.take(noted)
        case .session(let message): state.take(message)
        }
        return state
    }

    private mutating func take(_ noted: SchedulingEvent.Noted) {
        switch noted {
        case .formKnown(let known): form = known
        case .validationKnown(let known):
            validated = known
            lastValidation = known.validation.number
            declined = []
            causes = []
            phase = .waiting
        case .validationEnded:
            validated = nil
            causes = []
            phase = .waiting
        case .seeking:
            phase = .seeking
            search += 1
        case .ended: phase = .ended
        case .voided, .ejected, .refused, .trainerSet, .quotaSet, .campaignKnown: break
        }
    }

    private mutating func take(_ message: SessionMessage) {
        switch message {
        case .proposed(let proposed):
            let standing = Set(named)
            sessions = proposed.sessions
            let unchanged = Set(named.filter(standing.contains).map(\.session))
            confirmations.removeAll { !unchanged.contains($0.session) }
            remember(sessions)
            causes = []
            phase = isComplete ? .confirmed : .proposed
        case .confirmed(let confirmed):
            for named in confirmed.sessions
            where !isConfirmed(named.session, by: confirmed.departement) {
                confirmations.append(Confirmation(session: named.session, departement: confirmed.departement))
            }
            if confirmed.isComplete { phase = .confirmed }
        case .declined(let message):
            for named in message.sessions {
                guard let session = sessions.first(where: { $0.session == named.session }) else { continue }
                declined += session.halfDays.map { DeclinedTime(group: session.group, halfDay: $0) }
            }
        case .published: phase = .published
        case .moved(let moved): replace([moved.session])
        case .trainerReplaced(let replaced): replace(replaced.sessions)
        case .freed(let freed):
            let gone = Set(freed.sessions.map(\.session))
            sessions.removeAll { gone.contains($0.session) }
            confirmations.removeAll { gone.contains($0.session) }
            if phase != .ended { phase = .waiting }
        case .notPlaced(let notPlaced):
            causes = notPlaced.groups
            phase = .notPlaced
        }
    }

    /// Changed sessions have to be confirmed anew, unless pilots know them already.
    private mutating func replace(_ changed: [SessionStated]) {
        for session in changed {
            guard let place = sessions.firstIndex(where: { $0.session == session.session }) else { continue }
            sessions[place] = session
            if phase != .published { confirmations.removeAll { $0.session == session.session } }
        }
        remember(changed)
        if phase == .confirmed { phase = .proposed }
    }

    private mutating func remember(_ sessions: [SessionStated]) {
        for session in sessions {
            revisions.removeAll { $0.session == session.session }
            revisions.append(SessionNamed(session: session.session, revision: session.revision))
        }
        revisions.sort { $0.session.text < $1.session.text }
    }
}
