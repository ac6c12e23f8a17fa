import Vocabulary

extension Rules {
    /// « positionner ces actions sur des dates qui permettent l'intervention de formateurs à même de prendre en charge
    /// la thématique souhaitée ».
    ///
    /// (lecture) A class of the campaign's list, proposed by the pilots and settled at examination: trainers are chosen
    /// by it.
    package static let H4 = Rule(
        .H4,
        sentence: "positionner ces actions sur des dates qui permettent l'intervention de formateurs à même de prendre "
            + "en charge la thématique souhaitée",
        reading: """
            Une classe de thème de la liste de la campagne, proposée par les pilotes, arrêtée à l'examen : elle \
            sert à choisir les formateurs.
            """,
        parameters: ["H4.classes"],
        findings: [
            Finding(.warns, "Aucune classe de thème n'est proposée."),
            Finding(.returns, "La classe de thème « … » n'est pas une de celles de la campagne."),
        ],
        request: classIsKnown)
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
