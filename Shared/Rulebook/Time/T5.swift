import Vocabulary

extension Rules {
    /// « Les ALP IDG ayant une thématique concernant particulièrement les élèves à besoins éducatifs particuliers
    /// (EABEP) seront prioritairement positionnées sur des mardis ou jeudis pour permettre l'intervention des
    /// formateurs académiques à valence ASH. »
    ///
    /// (lecture) A strong preference, not a refusal: every breach warns. One academic trainer of a team is ASH, where
    /// the team has any. A theme is EABEP by the form's own statement or by the class it proposes.
    static let T5 = Rule(
        .T5,
        sentence: """
            Les ALP IDG ayant une thématique concernant particulièrement les élèves à besoins éducatifs particuliers \
            (EABEP) seront prioritairement positionnées sur des mardis ou jeudis pour permettre l'intervention des \
            formateurs académiques à valence ASH.
            """,
        reading:
            "Une forte préférence, jamais un refus ; l'équipe compte autant de formateurs académiques à valence ASH que la campagne le veut.",
        parameters: ["T5.weekdays", "T5.ashTrainers", "H4.classes"],
        findings: [
            Finding(.warns, "La thématique concerne les EABEP et aucun des jours souhaités (…) n'est de ceux-ci : …."),
            Finding(
                .warns,
                "La demande dit que la thématique concerne les EABEP, mais la classe proposée (…) ne les concerne pas."
            ),
            Finding(
                .warns,
                "La classe de thème proposée (…) concerne les EABEP, mais la demande dit que la thématique ne les concerne pas."
            ),
            Finding(.warns, "La thématique concerne les EABEP et la séance du … n'est pas un de ces jours : …."),
            Finding(.warns, "Groupe … : l'équipe compte … à valence ASH ; il en faudrait …."),
        ],
        request: { weekdays($0) + agreement($0) },
        plan: { days($0) + teams($0) })
}

private func weekdays(_ subject: RequestSubject) -> [Breach] {
    let wished = subject.form.wishes.weekdays
    let first = subject.parameters.T5.weekdays.value
    guard subject.form.concernsSpecialNeeds(in: subject.campaign), !wished.isEmpty,
        Set(first).isDisjoint(with: wished)
    else { return [] }
    let days = French.list(first.map(\.french))
    let asks = subject.form.intervenants.academicTrainers > 0
    return [
        RuleID.T5.breach(
            .warns, at: "wishes.weekdays",
            "La thématique concerne les EABEP et aucun des jours souhaités "
                + "(\(French.list(wished.map(\.french)))) n'est de ceux-ci : \(days).",
            remedy: asks
                ? "Souhaitez si possible un de ces jours, où les formateurs à valence ASH peuvent venir."
                : "Si la présence d'un formateur à valence ASH est souhaitée, demandez un formateur académique et un "
                    + "de ces jours.")
    ]
}

private func agreement(_ subject: RequestSubject) -> [Breach] {
    let form = subject.form
    guard let proposed = form.proposedClass(in: subject.campaign),
        proposed.concernsSpecialNeeds != form.theme.concernsSpecialNeeds
    else { return [] }
    let message =
        form.theme.concernsSpecialNeeds
        ? "La demande dit que la thématique concerne les EABEP, mais la classe proposée (\(proposed.name)) "
            + "ne les concerne pas."
        : "La classe de thème proposée (\(proposed.name)) concerne les EABEP, mais la demande dit que la thématique "
            + "ne les concerne pas."
    return [
        RuleID.T5.breach(
            .warns, at: "theme.concernsSpecialNeeds", message,
            remedy: "Merci de vérifier l'une et l'autre ; l'action est traitée comme concernant les EABEP jusqu'à son "
                + "examen.")
    ]
}

private func days(_ subject: PlanSubject) -> [Breach] {
    let first = subject.parameters.T5.weekdays.value
    guard subject.form.concernsSpecialNeeds(in: subject.campaign) else { return [] }
    return subject.located.filter { !first.contains($0.session.date.weekday) }.map { located in
        RuleID.T5.breach(
            .warns, at: located.place,
            "La thématique concerne les EABEP et la séance du \(located.session.date.frenchWithWeekday) "
                + "n'est pas un de ces jours : \(French.list(first.map(\.french))).",
            remedy: "Préférez, si possible, un de ces jours, où les formateurs à valence ASH peuvent venir.")
    }
}

private func teams(_ subject: PlanSubject) -> [Breach] {
    let wanted = subject.parameters.T5.ashTrainers.value
    guard subject.form.concernsSpecialNeeds(in: subject.campaign) else { return [] }
    return subject.groups.enumerated().compactMap { number, group in
        let ash = Set(group.team).filter { subject.trainers[$0].map { $0.isASH && $0.degree == .second } ?? false }
        guard subject.hasAcademicTrainer(group), ash.count < wanted else { return nil }
        return RuleID.T5.breach(
            .warns, at: "groups[\(number)].team",
            "Groupe \(group.id) : l'équipe compte "
                + "\(French.count(ash.count, "formateur académique", "formateurs académiques")) à valence ASH ; "
                + "il en faudrait \(wanted).",
            remedy: "Remplacez, si possible, un formateur académique par un autre à valence ASH.")
    }
}
