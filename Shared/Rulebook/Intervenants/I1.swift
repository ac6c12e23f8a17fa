import Vocabulary

extension Rules {
    /// « Les journées de formation sont construites et animées en interdegrés par les formateurs du premier et second
    /// degré. Il s'agit des formateurs académiques pour le second degré, des CPC, CPD, FEP et pôles de formation pour
    /// le premier degré. »
    ///
    /// (lecture) Where the request needs no academic trainer (T4), another second-degree or outside leader is named
    /// before the contract. A negative number is F7's.
    package static let I1 = Rule(
        .I1,
        sentence: "Les journées de formation sont construites et animées en interdegrés par les formateurs du premier "
            + "et second degré.",
        parameters: ["I1.leastFirstDegree"],
        findings: [
            Finding(.returns, "La demande prévoit … par groupe, au lieu d'au moins …."),
            Finding(
                .blocks(.contract),
                "La demande ne prévoit aucun formateur académique, et personne n'est nommé pour le remplacer."),
        ],
        request: { subject in
            firstDegreeLeads(subject) + secondDegreeLeads(subject.form)
        },
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
    return [
        RuleID.I1.breach(
            .blocks(.contract), at: "intervenants.academicTrainers",
            "La demande ne prévoit aucun formateur académique, et personne n'est nommé pour le remplacer.",
            remedy: "Avant le contrat, faites nommer un autre formateur du second degré ou un intervenant extérieur, "
                + "ou demandez un formateur académique.")
    ]
}
