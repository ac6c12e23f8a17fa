package import Messages
package import Vocabulary

/// What happened: messages of the topic `sessions`, and what stays in the journal.
package enum SchedulingEvent: Hashable, Sendable {
    case session(SessionMessage)
    case noted(Noted)

    /// Journalled and folded, never published.
    package enum Noted: Codable, Hashable, Sendable {
        case formKnown(KnownForm)
        case validationKnown(Validated)
        /// The validation no longer holds.
        case validationEnded(Why)
        /// « cherche une place ».
        case seeking
        case ended(Why)
        /// A fact on something outdated: nothing came of it.
        case voided(String)
        /// Bookings of these actions are given back before a joint plan's parts take theirs.
        case ejected([RequestID])
        /// A person's act that can't be: nothing came of it but its answer.
        case refused(Refusal)
        case trainerSet(TrainerState)
        case quotaSet(QuotaSet)
        case campaignKnown(NumberedCampaign)
    }

    package enum Why: String, Codable, Hashable, Sendable {
        case withdrawn, cancelled, returned, refused, amended
    }
}

/// A quota as it stands now, and which entries of an import were held back.
package struct QuotaSet: Codable, Hashable, Sendable {
    package var departement: Departement
    package var state: QuotaState
    package var held: [HeldEntry]

    package init(departement: Departement, state: QuotaState, held: [HeldEntry] = []) {
        self.departement = departement
        self.state = state
        self.held = held
    }
}

/// An entry that would fall below what is booked.
package struct HeldEntry: Codable, Hashable, Sendable {
    /// Of the base, or else the period.
    package var halfDay: WeeklyHalfDay?
    package var range: DateRange?
    package var message: String

    package init(halfDay: WeeklyHalfDay? = nil, range: DateRange? = nil, message: String) {
        self.halfDay = halfDay
        self.range = range
        self.message = message
    }
}

/// Why an act can't be, to the person who asked: French, names no person.
package struct Refusal: Codable, Hashable, Sendable {
    package struct Fault: Codable, Hashable, Sendable {
        package var field: String
        package var rule: RuleID?
        package var message: String

        package init(_ field: String, _ rule: RuleID? = nil, _ message: String) {
            self.field = field
            self.rule = rule
            self.message = message
        }
    }

    /// 409: it has changed, or isn't at that point; 422: it breaks a rule.
    package var status: Int
    package var title: String
    package var faults: [Fault]
    /// Sessions named at a revision that no longer stands.
    package var outdated: [SessionNamed]

    package init(_ status: Int, _ title: String, _ faults: [Fault] = [], outdated: [SessionNamed] = []) {
        self.status = status
        self.title = title
        self.faults = faults
        self.outdated = outdated
    }
}

extension SchedulingEvent.Noted {
    /// Its name in the journal.
    package var type: String {
        switch self {
        case .formKnown: "scheduling.formKnown.v1"
        case .validationKnown: "scheduling.validationKnown.v1"
        case .validationEnded: "scheduling.validationEnded.v1"
        case .seeking: "scheduling.seeking.v1"
        case .ended: "scheduling.ended.v1"
        case .voided: "scheduling.voided.v1"
        case .ejected: "scheduling.ejected.v1"
        case .refused: "scheduling.refused.v1"
        case .trainerSet: "scheduling.trainerSet.v1"
        case .quotaSet: "scheduling.quotaSet.v1"
        case .campaignKnown: "scheduling.campaignKnown.v1"
        }
    }
}
