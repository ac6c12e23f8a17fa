import Vocabulary

extension Rules {
    /// « La demande d'ALP IDG est envoyée par les pilotes à la Dfie à l'aide du formulaire spécifique de demande
    /// d'ALP IDG. » « Ce dispositif de formation spécifique est proposé à des réseaux ou des secteurs écoles-collège. »
    ///
    /// (lecture) The form states the hours; for each group its host, its establishments (collèges and écoles of the
    /// campaign's départements), its teachers by degree and département; the trainers asked; impossible dates. An
    /// establishment may send teachers to several groups, but stands once in each.
    package static let F7 = Rule(
        .F7,
        sentence: "Ce dispositif de formation spécifique est proposé à des réseaux ou des secteurs écoles-collège.",
        reading: """
            Le formulaire dit les heures (parmi celles de la campagne) et les séances ; pour chaque groupe son \
            établissement d'accueil, ses établissements, ses enseignants par degré et département ; les formateurs \
            demandés (à défaut, les nombres de la campagne) ; les mois et jours souhaités, les dates impossibles.
            """,
        parameters: ["F7.hours", "F7.mostTrainers"],
        findings: [
            Finding(.returns, "La demande est de …, ce que le formulaire ne propose pas."),
            Finding(.returns, "… par groupe …, au lieu de 0 à …."),
            Finding(.returns, "L'indisponibilité … sort de l'année scolaire …."),
        ] + groupFindings + establishmentFindings,
        request: { subject in
            hoursAreOffered(subject) + groupsAreWhole(subject) + establishmentsTakePart(subject)
                + teachersTakePart(subject) + trainersAreWithinReach(subject) + impossibleDatesAreOfTheYear(subject)
        })
}

private func hoursAreOffered(_ subject: RequestSubject) -> [Breach] {
    let offered = subject.parameters.F7.hours.value
    guard !offered.contains(subject.form.hours) else { return [] }
    return [
        RuleID.F7.breach(
            .returns, at: "hours",
            "La demande est de \(French.count(subject.form.hours, "heure")), ce que le formulaire ne propose pas.",
            remedy: "Choisissez \(French.list(offered.map(String.init), and: "ou")) heures en tout par stagiaire.")
    ]
}

private func trainersAreWithinReach(_ subject: RequestSubject) -> [Breach] {
    let most = subject.parameters.F7.mostTrainers.value
    let wanted = subject.form.intervenants
    let asked = [
        ("academicTrainers", wanted.academicTrainers, "formateur académique", "formateurs académiques"),
        (
            "firstDegreeTrainers", wanted.firstDegreeTrainers, "formateur du premier degré",
            "formateurs du premier degré"
        ),
    ]
    return asked.filter { $0.1 < 0 || $0.1 > most }.map { field, number, singular, plural in
        RuleID.F7.breach(
            .returns, at: "intervenants.\(field)",
            "\(French.count(number, singular, plural)) par groupe "
                + "\(number < 2 && number > -2 ? "est demandé" : "sont demandés"), au lieu de 0 à \(most).",
            remedy: "Indiquez un nombre de 0 à \(most) ; l'examen le fixera.")
    }
}

private func impossibleDatesAreOfTheYear(_ subject: RequestSubject) -> [Breach] {
    let year = subject.campaign.schoolYear
    return subject.form.wishes.impossible.enumerated().compactMap { index, range in
        guard !year.contains(range.first) || !year.contains(range.last) else { return nil }
        let end = year.contains(range.first) ? "last" : "first"
        return RuleID.F7.breach(
            .returns, at: "wishes.impossible[\(index)].\(end)",
            "L'indisponibilité \(range.french) sort de l'année scolaire \(year).",
            remedy: "Vérifiez l'année de cette date.")
    }
}
