import Vocabulary

extension Rules {
    /// « Les réseaux et secteurs écoles-collège ont la possibilité pour 2020-2021 de demander : une reconduction de
    /// l'ALP IDG demandée en 2019-2020 […], une ALP IDG pour le réseau ou le secteur sur une nouvelle thématique […],
    /// une ALP IDG à l'échelle d'un ou de plusieurs réseaux ou secteurs ».
    ///
    /// (lecture) Origin and scope are two independent facts: a renewal may have either scope. The scope stated agrees
    /// with the networks or sectors of the establishments named. That « several » has at least two is F4's to say.
    package static let F1 = Rule(
        .F1,
        sentence: "Comme en 2019-2020, une ALP IDG peut être demandée et déployée à l'échelle d'un ou de plusieurs "
            + "réseaux ou secteurs.",
        findings: [
            Finding(
                .returns,
                "La demande est faite pour un seul réseau ou secteur, mais, d'après les fichiers de référence, ses établissements relèvent de … : …"
            )
        ],
        request: scopeAgrees)
}

private func scopeAgrees(_ subject: RequestSubject) -> [Breach] {
    let sectors = subject.form.seats(in: subject.places).sectors
    guard subject.form.scope == .one, sectors.count > 1 else { return [] }
    let names = French.list(sectors.map { French.name($0, in: subject.places) })
    return [
        RuleID.F1.breach(
            .returns, at: "scope",
            "La demande est faite pour un seul réseau ou secteur, mais, d'après les fichiers de référence, ses "
                + "établissements relèvent de \(sectors.count) réseaux ou secteurs : \(names).",
            remedy: "Indiquez que la demande porte sur plusieurs réseaux ou secteurs et dites quelle logique de "
                + "territoire les réunit, ou ne gardez que les établissements d'un seul ; si ce rattachement est inexact, signalez-le à la "
                + "Dfie.")
    ]
}
