import Vocabulary

extension Rules {
    /// « Le nombre maximum d'enseignants mobilisés sur une action est de 30 personnes. » « Si les pilotes souhaitent
    /// mobiliser plus de 30 stagiaires (1er et 2nd degré confondus) sur une ALP IDG, ils doivent l'anticiper dès la
    /// demande d'ALP IDG et le mentionner sur le formulaire de demande ».
    ///
    /// (lecture) Counted over all groups. Unannounced, the request is returned and the roster blocked; announced, it is
    /// accepted and marked for means. Announced and not needed, it says nothing.
    package static let P2 = Rule(
        .P2,
        sentence: "Le nombre maximum d'enseignants mobilisés sur une action est de 30 personnes.",
        reading: """
            Compté sur tous les groupes. Non annoncé, le dépassement fait retourner la demande ; annoncé, il est \
            accepté et signalé pour les moyens.
            """,
        parameters: ["P2.most"],
        findings: [
            Finding(
                .returns,
                "La demande réunit … en tout, au-delà des … qu'une action peut mobiliser sans l'annoncer."),
            Finding(.warns, "La demande annonce plus de … et en réunit … : des moyens sont à prévoir."),
            Finding(
                .blocks(.contract), "La liste compte … en tout, plus que les … et la demande n'en annonçait pas plus."),
        ],
        request: moreIsAnnounced, roster: rosterIsAnnounced)
}

private func moreIsAnnounced(_ subject: RequestSubject) -> [Breach] {
    let most = max(subject.parameters.P2.most.value, 0)
    let number = subject.form.groups.reduce(0) { $0 + $1.count(.first) + $1.count(.second) }
    guard number > most else { return [] }
    let place = "announcesMoreTrainees"
    guard subject.form.announcesMoreTrainees else {
        return [
            RuleID.P2.breach(
                .returns, at: place,
                "La demande réunit \(French.count(number, "enseignant")) en tout, au-delà des \(most) qu'une action "
                    + "peut mobiliser sans l'annoncer.",
                remedy: "Cochez « plus de \(most) stagiaires » pour l'annoncer, ou retirez "
                    + "\(French.count(number - most, "enseignant")).")
        ]
    }
    return [
        RuleID.P2.breach(
            .warns, at: place,
            "La demande annonce plus de \(French.count(most, "stagiaire")) et en réunit \(number) : des moyens sont "
                + "à prévoir.",
            remedy: "Rien à corriger : l'examen dira ce qui peut être accordé.")
    ]
}

private func rosterIsAnnounced(_ subject: RosterSubject) -> [Breach] {
    let most = max(subject.campaign.rules.P2.most.value, 0)
    let number = Set(subject.trainees.map(\.person)).count
    guard number > most, !subject.form.announcesMoreTrainees else { return [] }
    return [
        RuleID.P2.breach(
            .blocks(.contract), at: "announcesMoreTrainees",
            "La liste compte \(French.count(number, "stagiaire")) en tout, plus que les \(most) d'une action, et la "
                + "demande n'en annonçait pas plus.",
            remedy: "Retirez \(French.count(number - most, "stagiaire")) de la liste, ou demandez à la Dfie s'il est "
                + "encore temps d'en annoncer plus.")
    ]
}
