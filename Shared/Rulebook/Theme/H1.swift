import Vocabulary

extension Rules {
    /// « Il convient de fait d'être le plus explicite possible sur la thématique, les objectifs et attendus de la
    /// formation de façon à pouvoir anticiper les besoins en ressources formatives ».
    ///
    /// (lecture) Empty or one-word answers are returned for correction.
    package static let H1 = Rule(
        .H1,
        sentence: "Il convient de fait d'être le plus explicite possible sur la thématique, les objectifs et attendus "
            + "de la formation de façon à pouvoir anticiper les besoins en ressources formatives",
        reading: "Une réponse vide, ou de moins de mots que la campagne n'en demande, est retournée pour correction.",
        parameters: ["H1.leastWords"],
        findings: [
            Finding(.returns, "… : la réponse …."),
            Finding(.returns, "… : la réponse « … » compte …, au lieu d'au moins …."),
        ],
        request: themeIsExplicit)
}

private func themeIsExplicit(_ subject: RequestSubject) -> [Breach] {
    let least = subject.parameters.H1.leastWords.value
    let theme = subject.form.theme
    let answers = [
        ("title", "Thématique", theme.title, "Dites de quoi il s'agit et avec quels élèves"),
        ("objectives", "Objectifs", theme.objectives, "Dites ce que les stagiaires sauront faire ensuite"),
        ("expectedResults", "Attendus", theme.expectedResults, "Dites ce qui changera pour les élèves ou les équipes"),
    ]
    return answers.filter { $0.2.words < least }.map { field, name, answer, advice in
        let words = answer.words
        let message =
            words == 0
            ? "\(name) : la réponse \(French.empty(answer))."
            : "\(name) : la réponse « \(ValueError.shown(answer.text)) » compte \(French.count(words, "mot")), au lieu "
                + "d'au moins \(least)."
        return RuleID.H1.breach(
            .returns, at: "theme.\(field)", message,
            remedy: "\(advice), en une phrase ou deux : les formateurs et les dates en dépendent.")
    }
}
