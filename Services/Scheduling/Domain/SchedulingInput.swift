package import Messages
package import Vocabulary

/// What comes in: other services' records, people's acts, the planner's answers.
package enum SchedulingInput: Sendable {
    case campaign(CampaignPublished)
    case form(RequestID, KnownForm)
    /// A changed form: late or not is as it was.
    case amended(RequestID, RequestAmended)
    case decided(RequestID, Decided)
    case acted(RequestID, by: MessageActor, Act)
    /// A plan of several actions, all or nothing.
    case plan(JointPlan)
    case noPlace(NoPlace)
    case trainers([Trainer])
    /// By trainer; `replaces`: instead of those that stand.
    case absences([TrainerAbsences], replaces: Bool)
    case quotas([QuotaChange], replaces: Bool)

    package enum Decided: Sendable {
        case validated(RequestValidated)
        case released(DecisionReleased)
        case returned(RequestReturned)
        case refused(RequestRefused)
        case cancelled(RequestCancelled)
        case withdrawn(RequestWithdrawn)
    }

    /// What a person does to an action.
    package enum Act: Sendable {
        case confirm(Departement, [SessionNamed])
        case decline(Departement, [SessionNamed], FreeText)
        case move(SessionNamed, [HalfDay], FreeText)
        case replaceTrainer(leaves: TrainerID, arrives: TrainerID, [SessionNamed], FreeText)
        /// Looks for a place again.
        case plan
    }
}

package struct TrainerAbsences: Sendable {
    package var trainer: TrainerID
    package var absences: [Absence]

    package init(trainer: TrainerID, absences: [Absence]) {
        self.trainer = trainer
        self.absences = absences
    }
}

package struct QuotaChange: Sendable {
    package var departement: Departement
    package var base: [QuotaBase]
    package var periods: [QuotaPeriod]

    package init(departement: Departement, base: [QuotaBase] = [], periods: [QuotaPeriod] = []) {
        self.departement = departement
        self.base = base
        self.periods = periods
    }
}

/// Places found for several actions at once: every part holds, or none is taken.
package struct JointPlan: Hashable, Sendable {
    package struct Part: Hashable, Sendable {
        package var request: RequestID
        package var validation: Revision
        /// As the planner saw them.
        package var standing: [SessionNamed]
        package var placements: [GroupPlacement]

        package init(
            request: RequestID, validation: Revision, standing: [SessionNamed], placements: [GroupPlacement]
        ) {
            self.request = request
            self.validation = validation
            self.standing = standing
            self.placements = placements
        }
    }

    /// For whom a place was looked for.
    package var target: RequestID
    package var search: Int
    /// Replacements that a session uses for each primary teacher (T7).
    package var perTrainee: Int
    package var parts: [Part]

    package init(target: RequestID, search: Int, perTrainee: Int, parts: [Part]) {
        self.target = target
        self.search = search
        self.perTrainee = perTrainee
        self.parts = parts
    }
}

/// The planner found none.
package struct NoPlace: Hashable, Sendable {
    package var request: RequestID
    package var validation: Revision
    package var search: Int
    package var groups: [GroupNotPlaced]

    package init(request: RequestID, validation: Revision, search: Int, groups: [GroupNotPlaced]) {
        self.request = request
        self.validation = validation
        self.search = search
        self.groups = groups
    }
}

/// What a decision needs beside its aggregate.
package enum SchedulingWorld: Sendable {
    case none
    case snapshot(Snapshot)
    /// Whether every part of a joint plan stands as the planner saw it.
    case plan(isCurrent: Bool)
    /// What is booked on a département's quota.
    case booked([BookedHalfDay])

    package var snapshot: Snapshot? { if case .snapshot(let snapshot) = self { snapshot } else { nil } }
}

package struct BookedHalfDay: Hashable, Sendable {
    package var halfDay: HalfDay
    package var teachers: Int
    package var sessions: [SessionID]

    package init(halfDay: HalfDay, teachers: Int, sessions: [SessionID]) {
        self.halfDay = halfDay
        self.teachers = teachers
        self.sessions = sessions
    }
}
