import Vocabulary

extension Rules {
    /// « Pour les établissements relevant de l'éducation prioritaire, la thématique choisie pour 2020-2021 doit
    /// néanmoins pouvoir s'inscrire dans le cadre des grandes orientations stratégiques définies notamment dans le
    /// cahier des charges du plan académique de formation 2020-2021 : la grande difficulté scolaire et l'étayage des
    /// fragilités renforcées par la période de confinement, le travail personnel et l'autonomie de l'élève, les
    /// pratiques inclusives, la fluidité des parcours. »
    ///
    /// (lecture) In a mixed action the EP part binds; HREP is free. An orientation that the campaign doesn't know is
    /// returned whoever names it, and where it stands alone nothing more is said.
    package static let H2 = Rule(
        .H2,
        sentence: "Pour les établissements relevant de l'éducation prioritaire, la thématique choisie pour 2020-2021 "
            + "doit néanmoins pouvoir s'inscrire dans le cadre des grandes orientations stratégiques définies "
            + "notamment dans le cahier des charges du plan académique de formation 2020-2021",
        parameters: ["H2.orientations"],
        findings: [
            Finding(
                .returns, "La thématique n'est rattachée à aucune orientation, alors que … en éducation prioritaire."),
            Finding(.returns, "L'orientation « … » n'est pas une de celles de la campagne."),
        ],
        request: { subject in orientationsAreKnown(subject) + priorityIsBound(subject) })
}

private func orientationsAreKnown(_ subject: RequestSubject) -> [Breach] {
    let known = Set(subject.parameters.H2.orientations.value.map(\.id))
    return subject.form.theme.orientations.enumerated().filter { !known.contains($0.element) }.map {
        index, orientation in
        RuleID.H2.breach(
            .returns, at: "theme.orientations[\(index)]",
            "L'orientation « \(orientation) » n'est pas une de celles de la campagne.",
            remedy: choice(subject))
    }
}

private func priorityIsBound(_ subject: RequestSubject) -> [Breach] {
    guard subject.form.theme.orientations.isEmpty else { return [] }
    let bound = subject.form.seats(in: subject.places).known.map(\.establishment).filter(\.priority.isPriority)
    guard !bound.isEmpty else { return [] }
    let names = French.list(bound.map { "\(French.name($0.uai, in: subject.places))" })
    return [
        RuleID.H2.breach(
            .returns, at: "theme.orientations",
            "La thématique n'est rattachée à aucune orientation, alors que \(names) \(bound.count > 1 ? "sont" : "est") "
                + "en éducation prioritaire.",
            remedy: choice(subject))
    ]
}

private func choice(_ subject: RequestSubject) -> String {
    let orientations = subject.parameters.H2.orientations.value
    guard !orientations.isEmpty else { return "La campagne n'en propose aucune : demandez à la Dfie." }
    return "Choisissez au moins une orientation : "
        + orientations.map { "\($0.text) (\($0.id))" }.joined(separator: " ; ") + "."
}
