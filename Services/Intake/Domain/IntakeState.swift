package import Messages
package import Vocabulary

/// One aggregate is a request, a function of the directory, or what is known of a campaign. Nothing → one of the
/// three, for its whole life.
package enum IntakeState: Codable, Hashable, Sendable {
    case nothing
    case request(RequestState)
    case function(FunctionState)
    case campaign(CampaignInForce)

    /// A request as it stands; an empty one where nothing has happened.
    package var request: RequestState? {
        switch self {
        case .request(let request): request
        case .nothing: RequestState()
        case .function, .campaign: nil
        }
    }

    package var function: FunctionState? {
        switch self {
        case .function(let function): function
        case .nothing: FunctionState()
        case .request, .campaign: nil
        }
    }
}

/// A request as Intake knows it.
package struct RequestState: Codable, Hashable, Sendable {
    package enum Phase: String, Codable, Hashable, Sendable, CaseIterable {
        /// Nothing but facts that came too early. Can become draft, open.
        case none
        /// Can become open.
        case draft
        /// Sent: waits for agreements, for examination, for a release, or stands released. Can become returned,
        /// withdrawn, cancelled.
        case open
        /// With the pilots for correction. Can become open (amended), withdrawn, cancelled.
        case returned
        /// Final.
        case withdrawn
        /// Final.
        case cancelled

        package var isFinal: Bool { self == .withdrawn || self == .cancelled }
    }

    /// What the authorities decided: known here before it may be told (Y3).
    package enum Decision: Codable, Hashable, Sendable {
        case refused(Refused)
        case validated(Revision)
    }

    package var phase = Phase.none
    /// Counts what people saw happen: it never moves by what they may not know yet.
    package var revision: Int64 = 0
    package var history: [Change] = []
    package var tracking: TrackingNumber?
    package var owner: PersonID?
    package var campaign: CampaignID?
    package var channel: RequestChannel?
    /// The form as it stands was typed by a pilot: a file no longer changes it.
    package var isTyped = false
    package var form: RequestForm?
    package var requestRevision: Revision?
    package var receivedAt: Timestamp?
    package var isLate = false
    package var lateAccepted = false
    package var pilots: [PilotHolder] = []
    /// Functions that pass on: each takes effect on its day, and until then the holder and their link stay.
    package var passing: [Passing]?
    package var departements: [Departement] = []
    /// F5: answers by link on the form as it stands.
    package var answers: [PilotAnswer] = []
    package var links: [ConsentLink] = []
    package var returned: Returned?
    package var decision: Decision?
    package var isReleased = false
    /// As they were last published, and the validation that they carry out.
    package var sessions: [ShownSession] = []
    package var planned: Revision?
    package var endReason: FreeText?
    /// Facts on a revision that hasn't come yet.
    package var awaited: [Fact] = []

    package init() {}
}

/// A pilot's function that passes to another person, or to nobody that is known, on a day.
package struct Passing: Codable, Hashable, Sendable {
    package var function: Function
    package var to: PersonID?
    package var on: CivilDate

    package init(function: Function, to: PersonID?, on: CivilDate) {
        self.function = function
        self.to = to
        self.on = on
    }
}

/// What a pilot said by their link.
package struct PilotAnswer: Codable, Hashable, Sendable {
    package var function: Function
    package var agrees: Bool
    /// nil for one that was recorded before this was kept.
    package var at: Timestamp?

    package init(function: Function, agrees: Bool) {
        self.function = function
        self.agrees = agrees
    }
}

/// Who holds a function from when to when: identifiers alone, names stand in the table `person`.
package struct FunctionState: Codable, Hashable, Sendable {
    package struct Term: Codable, Hashable, Sendable {
        package var from: CivilDate
        package var until: CivilDate?
        package var person: PersonID

        package init(from: CivilDate, until: CivilDate?, person: PersonID) {
            self.from = from
            self.until = until
            self.person = person
        }
    }

    /// By first day, each day once.
    package var terms: [Term] = []

    package init(terms: [Term] = []) { self.terms = terms }

    /// The term with the latest first day that covers the day.
    package func holder(on day: CivilDate) -> PersonID? {
        terms.last { $0.from <= day && $0.until.map { day <= $0 } ?? true }?.person
    }
}
