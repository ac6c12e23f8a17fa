import Vocabulary

extension Rules {
    /// « positionner ces actions sur des dates qui permettent l'intervention de formateurs à même de prendre en charge
    /// la thématique souhaitée ».
    ///
    /// (lecture) A class of the campaign's list, proposed by the pilots and settled at examination: trainers are chosen
    /// by it, in each group of a plan. Which trainers may go to which territory or zone is the scheduling model's, and
    /// isn't judged here.
    package static let H4 = Rule(
        .H4,
        sentence: "positionner ces actions sur des dates qui permettent l'intervention de formateurs à même de prendre "
            + "en charge la thématique souhaitée",
        reading: """
            Une classe de thème de la liste de la campagne, proposée par les pilotes, arrêtée à l'examen : elle \
            sert à choisir les formateurs, dont chacun peut prendre en charge la classe arrêtée.
            """,
        parameters: ["H4.classes"],
        findings: [
            Finding(.warns, "Aucune classe de thème n'est proposée."),
            Finding(.returns, "La classe de thème « … » n'est pas une de celles de la campagne."),
            Finding(.refuses, "Groupe … : le formateur … ne prend pas en charge la classe de thème « … »."),
        ],
        request: classIsKnown, plan: trainersHaveTheClass)
}

private func classIsKnown(_ subject: RequestSubject) -> [Breach] {
    let classes = subject.parameters.H4.classes.value
    let names = classes.map { "\($0.name) (\($0.id))" }.joined(separator: ", ")
    let place = "theme.proposedClass"
    guard let proposed = subject.form.theme.proposedClass else {
        return [
            RuleID.H4.breach(
                .warns, at: place, "Aucune classe de thème n'est proposée.",
                remedy: "Proposez-en une si vous le pouvez, sinon l'examen la fixera : \(names).")
        ]
    }
    guard !classes.contains(where: { $0.id == proposed }) else { return [] }
    return [
        RuleID.H4.breach(
            .returns, at: place, "La classe de thème « \(proposed) » n'est pas une de celles de la campagne.",
            remedy: "Choisissez une de celles-ci, ou laissez la réponse vide : \(names).")
    ]
}

private func trainersHaveTheClass(_ subject: PlanSubject) -> [Breach] {
    guard let settled = subject.themeClass else { return [] }
    let name = subject.parameters.H4.classes.value.first { $0.id == settled }?.name ?? settled.text
    return subject.groups.enumerated().flatMap { number, group in
        var named = Set<TrainerID>()
        return group.team.enumerated().compactMap { index, id -> Breach? in
            guard named.insert(id).inserted, let skills = subject.trainers[id]?.skills, !skills.contains(settled)
            else { return nil }
            return RuleID.H4.breach(
                .refuses, at: "groups[\(number)].team[\(index)]",
                "Groupe \(group.id) : le formateur \(id) ne prend pas en charge la classe de thème « \(name) ».",
                remedy: "Choisissez un formateur qui prend en charge cette classe, ou faites inscrire la sienne.")
        }
    }
}
