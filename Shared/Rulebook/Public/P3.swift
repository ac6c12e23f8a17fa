import Vocabulary

extension Rules {
    /// « L'équilibre entre le nombre d'enseignants du premier et du second degré doit être garanti par les pilotes. »
    ///
    /// (lecture) A commitment on the form. In each group more than so many to one warns at the request and blocks the
    /// roster. A group without one of the degrees isn't interdegrés: « répondre à des besoins du terrain tout en
    /// assurant la continuité entre le premier et le second degré ». A group without any teacher is F7's, a roster
    /// without any trainee is Y6's.
    package static let P3 = Rule(
        .P3,
        sentence: "L'équilibre entre le nombre d'enseignants du premier et du second degré doit être garanti par les "
            + "pilotes.",
        reading: """
            Un engagement sur le formulaire. Un rapport au-delà de celui de la campagne, dans un groupe, avertit à la \
            demande et bloque la liste des stagiaires ; un groupe sans l'un des deux degrés n'est pas interdegrés.
            """,
        parameters: ["P3.ratio"],
        findings: [
            Finding(
                .returns,
                "Les pilotes ne garantissent pas l'équilibre entre le nombre d'enseignants du premier et du second "
                    + "degré."),
            Finding(
                .refuses,
                "Le groupe … réunit … et aucun du … : l'équilibre entre le nombre d'enseignants du premier et du "
                    + "second degré n'y est pas."),
            Finding(.warns, "Le groupe … réunit … et … : plus de … pour 1."),
            Finding(.blocks(.contract), "Sur la liste, le groupe … réunit … et … : plus de … pour 1."),
            Finding(.blocks(.contract), "Sur la liste, le groupe … réunit … et aucun du …."),
        ],
        request: balanceIsGuaranteed, roster: rosterIsBalanced)
}

private func balanceIsGuaranteed(_ subject: RequestSubject) -> [Breach] {
    var breaches: [Breach] = []
    for (index, group) in subject.form.groups.enumerated() {
        let place = "groups[\(index)].teachers"
        let counts = (first: group.count(.first), second: group.count(.second))
        switch balance(counts.first, counts.second, ratio: subject.parameters.P3.ratio.value) {
        case .kept: break
        case .lacks(let degree):
            breaches.append(
                RuleID.P3.breach(
                    .refuses, at: place,
                    "Le groupe \(group.id) réunit \(lone(counts, lacking: degree)) : l'équilibre entre le nombre "
                        + "d'enseignants du premier et du second degré n'y est pas.",
                    remedy: "L'action assure la continuité entre les deux degrés : refaites la demande avec des "
                        + "enseignants de l'un et de l'autre dans chaque groupe."))
        case .exceeds:
            breaches.append(
                RuleID.P3.breach(
                    .warns, at: place,
                    "Le groupe \(group.id) réunit \(both(counts)) : plus de \(subject.parameters.P3.ratio.value) "
                        + "pour 1.",
                    remedy: "Rapprochez les deux nombres dès maintenant : la liste des stagiaires ne pourra pas être "
                        + "close ainsi."))
        }
    }
    guard !subject.form.guaranteesBalance else { return breaches }
    return breaches + [
        RuleID.P3.breach(
            .returns, at: "guaranteesBalance",
            "Les pilotes ne garantissent pas l'équilibre entre le nombre d'enseignants du premier et du second degré.",
            remedy: "Engagez-vous entre pilotes sur cet équilibre et cochez-le sur le formulaire.")
    ]
}

private func rosterIsBalanced(_ subject: RosterSubject) -> [Breach] {
    let ratio = subject.campaign.rules.P3.ratio.value
    var people: [GroupID: [Degree: Set<PersonID>]] = [:]
    for trainee in subject.trainees {
        people[trainee.group, default: [:]][trainee.degree, default: []].insert(trainee.person)
    }
    var told: Set<GroupID> = []
    return subject.form.groups.enumerated().compactMap { index, group in
        guard told.insert(group.id).inserted else { return nil }
        let counts = (
            first: people[group.id]?[.first]?.count ?? 0, second: people[group.id]?[.second]?.count ?? 0
        )
        let message: String
        switch balance(counts.first, counts.second, ratio: ratio) {
        case .kept: return nil
        case .lacks(let degree): message = "\(lone(counts, lacking: degree))."
        case .exceeds: message = "\(both(counts)) : plus de \(ratio) pour 1."
        }
        return RuleID.P3.breach(
            .blocks(.contract), at: "groups[\(index)]", "Sur la liste, le groupe \(group.id) réunit \(message)",
            remedy: "Remplacez ou ajoutez des stagiaires jusqu'à ce que les deux degrés s'équilibrent.")
    }
}

private enum Balance {
    case kept
    case lacks(Degree)
    case exceeds
}

private func balance(_ first: Int, _ second: Int, ratio: Int) -> Balance {
    let fewer = min(first, second)
    let more = max(first, second)
    guard more > 0 else { return .kept }
    guard fewer > 0 else { return .lacks(first == 0 ? .first : .second) }
    let (bound, overflows) = fewer.multipliedReportingOverflow(by: max(ratio, 1))
    return overflows || more <= bound ? .kept : .exceeds
}

private func both(_ counts: (first: Int, second: Int)) -> String {
    "\(French.teachers(counts.first, .first)) et \(French.teachers(counts.second, .second))"
}

private func lone(_ counts: (first: Int, second: Int), lacking degree: Degree) -> String {
    let there = degree == .first ? French.teachers(counts.second, .second) : French.teachers(counts.first, .first)
    return "\(there) et aucun du \(degree.french)"
}
