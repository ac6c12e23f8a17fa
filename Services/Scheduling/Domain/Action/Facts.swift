import Deciding
import Messages
import Vocabulary

/// What Intake and Validation say.
extension SchedulingDecider {
    func known(
        _ form: KnownForm, _ request: RequestID, _ state: ActionState, _ facts: Facts<World>
    ) -> [Event] {
        guard state.phase != .ended else { return [] }
        if let known = state.form, form.requestRevision <= known.requestRevision {
            return [.noted(.voided("request revision \(form.requestRevision.number)"))]
        }
        var course = Course(state, facts)
        course.add(.noted(.formKnown(form)))
        if let validated = state.validated {
            if validated.requestRevision < form.requestRevision {
                // What was validated isn't what is asked any more: it is void.
                course.free(.returned)
                course.add(.noted(.validationEnded(.amended)))
            } else if course.state.isWhole {
                place(request, &course)
            }
        }
        return course.events
    }

    func amended(
        _ message: RequestAmended, _ request: RequestID, _ state: ActionState, _ facts: Facts<World>
    ) throws -> [Event] {
        let form = KnownForm(
            requestRevision: message.requestRevision, isLate: state.form?.isLate ?? false,
            departements: message.departements, form: try message.form.required())
        return known(form, request, state, facts)
    }

    func decided(
        _ decided: Input.Decided, _ request: RequestID, _ state: ActionState, _ facts: Facts<World>
    ) throws -> [Event] {
        guard state.phase != .ended else { return [] }
        switch decided {
        case .validated(let message): return validated(message, request, state, facts)
        case .released(let message): return try released(message, state)
        case .returned(let message): return given(up: .returned, .returned, message.requestRevision, state, facts)
        case .refused(let message): return given(up: .refused, .refused, message.requestRevision, state, facts)
        case .cancelled: return ended(.cancelled, .cancelled, state, facts)
        case .withdrawn: return ended(.withdrawn, .withdrawn, state, facts)
        }
    }

    private func validated(
        _ message: RequestValidated, _ request: RequestID, _ state: ActionState, _ facts: Facts<World>
    ) -> [Event] {
        let isOutdated =
            message.validation.number <= state.lastValidation
            || state.form.map { message.requestRevision < $0.requestRevision } ?? false
        guard !isOutdated else { return [.noted(.voided("validation \(message.validation.number)"))] }
        var course = Course(state, facts)
        course.free(.replanned)
        course.add(.noted(.validationKnown(Validated(message))))
        if course.state.isWhole { place(request, &course) }
        return course.events
    }

    /// Published on a release alone, and only what it names as it stands (Y3).
    private func released(_ message: DecisionReleased, _ state: ActionState) throws -> [Event] {
        guard try message.decision.required() == .validation else { return [] }
        guard let validated = state.validated, message.validation == validated.validation, state.phase == .confirmed,
            Set(message.sessions) == Set(state.named)
        else {
            return [.noted(.voided("release of validation \(message.validation?.number ?? 0)"))]
        }
        return [
            .session(
                .published(
                    SessionsPublished(
                        campaignRevision: message.campaignRevision, requestRevision: message.requestRevision,
                        validation: validated.validation, sessions: state.sessions)))
        ]
    }

    private func given(
        up why: Event.Why, _ reason: FreedReason, _ revision: Revision, _ state: ActionState, _ facts: Facts<World>
    ) -> [Event] {
        guard let validated = state.validated else { return [] }
        guard revision >= validated.requestRevision else {
            return [.noted(.voided("\(why.rawValue) on request revision \(revision.number)"))]
        }
        var course = Course(state, facts)
        course.free(reason)
        course.add(.noted(.validationEnded(why)))
        return course.events
    }

    private func ended(
        _ why: Event.Why, _ reason: FreedReason, _ state: ActionState, _ facts: Facts<World>
    ) -> [Event] {
        var course = Course(state, facts)
        course.free(reason)
        course.add(.noted(.ended(why)))
        return course.events
    }
}

/// A decision of several events: each is taken into the state before the next is thought of.
struct Course {
    private(set) var events: [SchedulingEvent] = []
    private(set) var state: ActionState
    /// Before the first of them, as the snapshot has its bookings.
    private let began: ActionState
    let facts: Facts<SchedulingWorld>

    init(_ state: ActionState, _ facts: Facts<SchedulingWorld>) {
        self.state = state
        began = state
        self.facts = facts
    }

    /// What is asked now, with the sessions that stood at first.
    var before: ActionState {
        var before = state
        before.sessions = began.sessions
        return before
    }

    mutating func add(_ event: SchedulingEvent) {
        state = state.evolved(by: event)
        events.append(event)
    }

    var today: CivilDate { Paris.date(at: facts.now) }

    var campaignRevision: Revision {
        facts.world.snapshot?.campaign?.revision ?? state.validated?.campaignRevision ?? .first
    }

    var requestRevision: Revision {
        state.validated?.requestRevision ?? state.form?.requestRevision ?? .first
    }

    /// Gives back what stands; nothing where nothing does.
    mutating func free(_ why: FreedReason, _ sessions: [SessionStated]? = nil) {
        let freed = sessions ?? state.sessions
        guard !freed.isEmpty else { return }
        add(
            .session(
                .freed(
                    SessionsFreed(
                        campaignRevision: campaignRevision, requestRevision: requestRevision,
                        sessions: freed.map { SessionNamed(session: $0.session, revision: $0.revision) },
                        why: Open(why)))))
    }
}
