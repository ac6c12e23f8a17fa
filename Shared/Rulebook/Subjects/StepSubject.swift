package import Vocabulary

/// A step that someone is about to take in an action's year, and what has been done before it (Y1–Y10).
package struct StepSubject: Sendable {
    package let step: YearStep
    package let form: RequestForm
    /// F6: late is told by its day in Paris.
    package let receivedAt: Instant
    package let campaign: Campaign
    package let places: any Places
    package let done: StepsDone

    package init(
        _ step: YearStep, form: RequestForm, receivedAt: Instant, campaign: Campaign, places: any Places,
        done: StepsDone
    ) {
        self.step = step
        self.form = form
        self.receivedAt = receivedAt
        self.campaign = campaign
        self.places = places
        self.done = done
    }

    /// Départements whose teachers or establishments take part, in order: each service examines, each IA-DASEN
    /// validates (Y2, Y7).
    package var departements: [Departement] {
        let seats = form.groups.flatMap { $0.establishments.compactMap { places.establishment($0)?.departement } }
        let teachers = form.groups.flatMap(\.teachers).filter { $0.firstDegree.number + $0.secondDegree.number > 0 }
        return Set(seats + teachers.map(\.departement)).sorted()
    }
}

/// What the year has seen of one action. Empty at the start.
package struct StepsDone: Hashable, Sendable {
    /// F6: a person has decided to take a late request.
    package var lateAccepted = false
    /// Y2: the Dfie approved.
    package var approvedByDfie = false
    /// Y2: services that approved.
    package var approvedBy: Set<Departement> = []
    /// T8: services that confirmed every date.
    package var datesConfirmedBy: Set<Departement> = []
    /// Y3: released by the Dfie.
    package var isReleased = false
    /// Y4: the dispositif's number in GAIA is known.
    package var hasDispositif = false
    /// Y5.
    package var ecouteHeld = false
    /// T4, I1: an outside or second-degree leader is named, where no academic trainer is asked.
    package var hasNamedLeader = false
    /// I2: speakers that the Dfie validated.
    package var speakersValidated: Set<PersonID> = []
    /// I3: lecturers that the Pôle agreed to.
    package var lecturersAgreed: Set<PersonID> = []
    /// Y6: the roster stands without a breach that blocks.
    package var rosterComplete = false
    /// Y6: pilots who signed the act as it stands.
    package var signedBy: Set<Function> = []
    /// Y7: IA-DASEN, by département, who validated and signed the act as it stands.
    package var validatedBy: Set<Departement> = []

    package init() {}
}
