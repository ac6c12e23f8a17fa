import Vocabulary

extension Rules {
    /// « une reconduction de l'ALP IDG demandée en 2019-2020 pour compenser l'annulation des journées programmées en
    /// 2019-2020 en raison de la situation sanitaire et pour favoriser la continuité du travail engagé ».
    ///
    /// (lecture) A renewal names the earlier action; where the list of last year's actions is known, it is one of them.
    package static let F2 = Rule(
        .F2,
        sentence: "une reconduction de l'ALP IDG demandée en 2019-2020 pour compenser l'annulation des journées "
            + "programmées en 2019-2020 en raison de la situation sanitaire et pour favoriser la continuité du "
            + "travail engagé",
        findings: [
            Finding(.returns, "La demande est une reconduction, mais elle ne nomme pas l'action reconduite."),
            Finding(
                .returns,
                "La demande reconduit l'action …, qui ne figure pas parmi les … de l'année précédente : ce serait "
                    + "une reconduction de rien."),
            Finding(.warns, "La demande porte sur une nouvelle thématique, mais elle nomme l'action antérieure …."),
        ],
        request: renewalNamesItsAction)
}

private func renewalNamesItsAction(_ subject: RequestSubject) -> [Breach] {
    let place = "earlierAction"
    switch (subject.form.origin, subject.form.earlierAction) {
    case (.renewal, nil):
        return [
            RuleID.F2.breach(
                .returns, at: place, "La demande est une reconduction, mais elle ne nomme pas l'action reconduite.",
                remedy: "Indiquez le numéro de l'action de l'année précédente, tel qu'il figure sur son courrier.")
        ]
    case (.renewal, let action?):
        guard let known = subject.earlierActions, !known.contains(action) else { return [] }
        let actions = French.count(known.count, "action")
        return [
            RuleID.F2.breach(
                .returns, at: place,
                "La demande reconduit l'action \(action), qui ne figure pas parmi les \(actions) de l'année "
                    + "précédente : ce serait une reconduction de rien.",
                remedy: "Vérifiez le numéro de l'action ; si elle n'a jamais été demandée, présentez une nouvelle "
                    + "thématique.")
        ]
    case (.newTheme, let action?):
        return [
            RuleID.F2.breach(
                .warns, at: place,
                "La demande porte sur une nouvelle thématique, mais elle nomme l'action antérieure \(action).",
                remedy: "S'il s'agit de reconduire cette action, cochez « reconduction » ; sinon, effacez son numéro.")
        ]
    case (.newTheme, nil):
        return []
    }
}
