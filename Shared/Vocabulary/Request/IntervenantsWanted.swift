/// Who is to lead the days (I1–I3, F7).
package struct IntervenantsWanted: Codable, Hashable, Sendable {
    /// Formateurs académiques asked for each group: 0 to 9; settled at examination.
    package var academicTrainers: Int
    /// CPC, CPD, FEP or pôle de formation asked for each group: 0 to 9.
    package var firstDegreeTrainers: Int
    /// I2: associations and others from outside.
    package var speakers: [OutsideSpeaker]
    /// I3: lecturers of the académie's universities.
    package var lecturers: [Lecturer]

    package init(
        academicTrainers: Int, firstDegreeTrainers: Int, speakers: [OutsideSpeaker] = [], lecturers: [Lecturer] = []
    ) {
        self.academicTrainers = academicTrainers
        self.firstDegreeTrainers = firstDegreeTrainers
        self.speakers = speakers
        self.lecturers = lecturers
    }
}

/// I2: at the initiative and cost of a head, an IEN or an IA-IPR.
package struct OutsideSpeaker: Codable, Hashable, Sendable {
    /// Opaque; the name stands in Intake alone.
    package var person: PersonID
    /// Whom they come from.
    package var organisation: FreeText
    /// The function that asks for them.
    package var askedBy: Function
    /// « notamment en cas de frais d'intervention à prévoir ».
    package var hasFees: Bool

    package init(person: PersonID, organisation: FreeText, askedBy: Function, hasFees: Bool) {
        self.person = person
        self.organisation = organisation
        self.askedBy = askedBy
        self.hasFees = hasFees
    }
}

/// I3: asked through the Pôle de professionnalisation by its own form.
package struct Lecturer: Codable, Hashable, Sendable {
    package var person: PersonID
    /// Where they teach.
    package var university: FreeText
    /// The Pôle's form was sent.
    package var askedThroughPole: Bool

    package init(person: PersonID, university: FreeText, askedThroughPole: Bool) {
        self.person = person
        self.university = university
        self.askedThroughPole = askedThroughPole
    }
}
