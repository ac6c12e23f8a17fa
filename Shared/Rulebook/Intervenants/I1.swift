import Vocabulary

extension Rules {
    /// « Les journées de formation sont construites et animées en interdegrés par les formateurs du premier et second
    /// degré. Il s'agit des formateurs académiques pour le second degré, des CPC, CPD, FEP et pôles de formation pour
    /// le premier degré. »
    ///
    /// (lecture) Where the request needs no academic trainer (T4), another second-degree or outside leader is named
    /// before the contract; a plan need not name that leader. Each group's team in a plan has the numbers that the
    /// request asks for, and never fewer of the first degree than the campaign's least. A negative number is F7's; a
    /// trainer whom nobody knows is T6's, and may be of either degree.
    package static let I1 = Rule(
        .I1,
        sentence: "Les journées de formation sont construites et animées en interdegrés par les formateurs du premier "
            + "et second degré.",
        reading: """
            Sans formateur académique, un autre formateur du second degré ou un intervenant extérieur est nommé \
            avant le contrat. Au calendrier, l'équipe de chaque groupe compte, de chaque degré, les formateurs que la \
            demande prévoit.
            """,
        parameters: ["I1.leastFirstDegree"],
        findings: [
            Finding(.returns, "La demande prévoit … par groupe, au lieu d'au moins …."),
            Finding(
                .blocks(.contract),
                "La demande ne prévoit aucun formateur académique, et personne n'est nommé pour le remplacer."),
            Finding(
                .blocks(.contract),
                "La demande ne prévoit aucun formateur académique, et l'intervention extérieure annoncée n'est pas "
                    + "encore désignée pour le remplacer."),
            Finding(.refuses, "Groupe … : l'équipe compte … du premier degré ; il en faudrait …."),
            Finding(.refuses, "Groupe … : l'équipe compte … du second degré ; il en faudrait …."),
        ],
        request: { subject in
            firstDegreeLeads(subject) + secondDegreeLeads(subject.form)
        },
        plan: teamsAreOfBothDegrees,
        step: { subject in
            guard subject.step == .contract, !subject.done.hasNamedLeader else { return [] }
            return secondDegreeLeads(subject.form)
        })
}

private func firstDegreeLeads(_ subject: RequestSubject) -> [Breach] {
    let least = subject.parameters.I1.leastFirstDegree.value
    let asked = subject.form.intervenants.firstDegreeTrainers
    guard asked >= 0, asked < least else { return [] }
    return [
        RuleID.I1.breach(
            .returns, at: "intervenants.firstDegreeTrainers",
            "La demande prévoit \(French.count(asked, "formateur du premier degré", "formateurs du premier degré")) "
                + "par groupe, au lieu d'au moins \(least).",
            remedy: "Demandez au moins \(least) CPC, CPD, FEP ou membre du pôle de formation : l'action est animée par "
                + "les deux degrés.")
    ]
}

private func secondDegreeLeads(_ form: RequestForm) -> [Breach] {
    guard form.intervenants.academicTrainers == 0 else { return [] }
    guard form.intervenants.speakers.isEmpty, form.intervenants.lecturers.isEmpty else {
        return [
            RuleID.I1.breach(
                .blocks(.contract), at: "intervenants.academicTrainers",
                "La demande ne prévoit aucun formateur académique, et l'intervention extérieure annoncée n'est pas "
                    + "encore désignée pour le remplacer.",
                remedy:
                    "L'intervenant extérieur peut animer pour le second degré : faites-le nommer comme tel avant le "
                    + "contrat, ou faites nommer un autre formateur du second degré.")
        ]
    }
    return [
        RuleID.I1.breach(
            .blocks(.contract), at: "intervenants.academicTrainers",
            "La demande ne prévoit aucun formateur académique, et personne n'est nommé pour le remplacer.",
            remedy: "Avant le contrat, faites nommer un autre formateur du second degré ou un intervenant extérieur, "
                + "ou demandez un formateur académique.")
    ]
}

private func teamsAreOfBothDegrees(_ subject: PlanSubject) -> [Breach] {
    let asked = subject.form.intervenants
    let wanted: [(degree: Degree, number: Int)] = [
        (.first, max(asked.firstDegreeTrainers, subject.parameters.I1.leastFirstDegree.value)),
        (.second, asked.academicTrainers),
    ]
    return subject.groups.enumerated().flatMap { number, group in
        let team = Set(group.team)
        return wanted.compactMap { degree, wanted -> Breach? in
            let possible = team.count { subject.trainers[$0].map { $0.degree == degree } ?? true }
            guard possible < wanted else { return nil }
            return RuleID.I1.breach(
                .refuses, at: "groups[\(number)].team",
                "Groupe \(group.id) : l'équipe compte \(French.count(possible, "formateur")) du "
                    + "\(degree.french) ; il en faudrait \(wanted).",
                remedy: degree == .first
                    ? "Ajoutez à l'équipe un CPC, CPD, FEP ou membre du pôle de formation : les deux degrés animent "
                        + "ensemble."
                    : "Ajoutez à l'équipe un formateur académique : les deux degrés animent ensemble.")
        }
    }
}
