import Vocabulary

extension Rules {
    /// « toute demande d'intervention d'un universitaire de l'académie de Lyon doit passer par le Pôle de
    /// professionnalisation via un formulaire de demande d'intervention disponible sur le site de la Dfie ».
    ///
    /// (lecture) Pending until the Pôle's agreement is recorded: blocks the contract (Y6), not the examination (Y2).
    /// One that the Pôle hasn't been asked for is returned, and pending only once it has.
    package static let I3 = Rule(
        .I3,
        sentence: "toute demande d'intervention d'un universitaire de l'académie de Lyon doit passer par le Pôle de "
            + "professionnalisation via un formulaire de demande d'intervention disponible sur le site de la Dfie",
        reading: """
            En attente jusqu'à ce que l'accord du Pôle soit enregistré : bloque le contrat (Y6), non l'examen \
            (Y2).
            """,
        findings: [
            Finding(
                .returns,
                "L'intervention universitaire (…) n'a pas été demandée au Pôle de professionnalisation, par lequel elle "
                    + "doit passer."),
            Finding(
                .blocks(.contract),
                "L'intervention universitaire (…) attend l'accord du Pôle de professionnalisation."),
        ],
        request: { subject in
            lecturersAreAskedThroughPole(subject.form)
                + lecturersAreAgreed(subject.form, []) { $0.askedThroughPole }
        },
        step: { subject in
            guard subject.step == .contract else { return [] }
            return lecturersAreAgreed(subject.form, subject.done.lecturersAgreed) { _ in true }
        })
}

private func lecturersAreAskedThroughPole(_ form: RequestForm) -> [Breach] {
    form.intervenants.lecturers.enumerated().filter { !$0.element.askedThroughPole }.map { index, lecturer in
        RuleID.I3.breach(
            .returns, at: "intervenants.lecturers[\(index)].askedThroughPole",
            "L'intervention universitaire (\(French.organisation(lecturer.university, lecturer.person))) n'a pas été "
                + "demandée au Pôle de professionnalisation, par lequel elle doit passer.",
            remedy: "Envoyez au Pôle son formulaire de demande d'intervention, disponible sur le site de la Dfie, puis "
                + "cochez-le sur la demande.")
    }
}

private func lecturersAreAgreed(
    _ form: RequestForm, _ agreed: Set<PersonID>, where isPending: (Lecturer) -> Bool
) -> [Breach] {
    form.intervenants.lecturers.enumerated().filter {
        isPending($0.element) && !agreed.contains($0.element.person)
    }.map { index, lecturer in
        RuleID.I3.breach(
            .blocks(.contract), at: "intervenants.lecturers[\(index)]",
            "L'intervention universitaire (\(French.organisation(lecturer.university, lecturer.person))) attend "
                + "l'accord du Pôle de professionnalisation.",
            remedy: "Attendez l'accord du Pôle avant de signer le contrat ; l'examen de la demande n'attend pas.")
    }
}
