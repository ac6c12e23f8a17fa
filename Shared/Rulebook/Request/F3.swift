import Vocabulary

extension Rules {
    /// « une ALP IDG pour le réseau ou le secteur sur une nouvelle thématique définie par les pilotes en lien avec le
    /// contrat de réseau ou le contrat d'objectifs, et sur laquelle les pilotes souhaitent s'engager dans la durée ».
    ///
    /// (lecture) Both are stated on the form; an answer without one word states nothing. A renewal needs neither.
    package static let F3 = Rule(
        .F3,
        sentence: "une ALP IDG pour le réseau ou le secteur sur une nouvelle thématique définie par les pilotes en "
            + "lien avec le contrat de réseau ou le contrat d'objectifs, et sur laquelle les pilotes souhaitent "
            + "s'engager dans la durée",
        findings: [
            Finding(
                .returns,
                "La nouvelle thématique n'est pas reliée au contrat de réseau ou au contrat d'objectifs : la réponse …."
            ),
            Finding(.returns, "Les pilotes ne disent pas s'engager dans la durée sur la nouvelle thématique."),
        ],
        request: newThemeIsCarried)
}

private func newThemeIsCarried(_ subject: RequestSubject) -> [Breach] {
    let form = subject.form
    guard form.origin == .newTheme else { return [] }
    var breaches: [Breach] = []
    if (form.contractLink?.words ?? 0) == 0 {
        breaches.append(
            RuleID.F3.breach(
                .returns, at: "contractLink",
                "La nouvelle thématique n'est pas reliée au contrat de réseau ou au contrat d'objectifs : la réponse "
                    + "\(French.empty(form.contractLink)).",
                remedy: "Dites en une phrase à quel axe du contrat de réseau ou du contrat d'objectifs elle répond."))
    }
    if !form.commitsOverTime {
        breaches.append(
            RuleID.F3.breach(
                .returns, at: "commitsOverTime",
                "Les pilotes ne disent pas s'engager dans la durée sur la nouvelle thématique.",
                remedy: "Confirmez entre pilotes l'engagement dans la durée et cochez-le sur le formulaire."))
    }
    return breaches
}
