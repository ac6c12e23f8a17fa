import Vocabulary

extension Rules {
    /// « Pour les ALP IDG demandées à l'échelle de plusieurs réseaux ou secteurs, il sera possible de dupliquer la
    /// formation en maintenant un équilibre entre le premier et le second degré et en respectant la diversité des
    /// établissements concernés. »
    ///
    /// (lecture) Where there are several groups, each mixes at least so many establishments, a collège and an école
    /// among them; each one's balance is P3's. Several groups for one sector warn. That the whole request has collèges
    /// and écoles is F7's, and nothing is said of the kinds of a group while one of its establishments is unknown (F7).
    package static let P4 = Rule(
        .P4,
        sentence: "Pour les ALP IDG demandées à l'échelle de plusieurs réseaux ou secteurs, il sera possible de "
            + "dupliquer la formation en maintenant un équilibre entre le premier et le second degré et en respectant "
            + "la diversité des établissements concernés.",
        reading: """
            Chaque groupe mêle au moins autant d'établissements que la campagne le dit, dont un collège et une école. \
            Plusieurs groupes pour un seul réseau ou secteur avertissent.
            """,
        parameters: ["P4.leastEstablishments"],
        findings: [
            Finding(
                .warns,
                "La demande prévoit … pour un seul réseau ou secteur : dupliquer la formation n'est prévu que pour "
                    + "plusieurs."),
            Finding(.returns, "Le groupe … réunit …, au lieu d'au moins …."),
            Finding(.returns, "Le groupe … ne réunit que des …, sans aucun…"),
            Finding(
                .blocks(.contract), "Sur la liste, les stagiaires du groupe … viennent de …, au lieu d'au moins …."),
            Finding(
                .blocks(.contract), "Sur la liste, les stagiaires du groupe … ne viennent que …, sans aucun…"),
        ],
        request: { duplicatesForOne($0) + groupsMix($0) }, roster: rostersMix)
}

private func duplicatesForOne(_ subject: RequestSubject) -> [Breach] {
    let count = subject.form.groups.count
    guard subject.form.scope == .one, count > 1 else { return [] }
    return [
        RuleID.P4.breach(
            .warns, at: "groups",
            "La demande prévoit \(French.count(count, "groupe")) pour un seul réseau ou secteur : dupliquer la "
                + "formation n'est prévu que pour plusieurs.",
            remedy: "Réunissez les stagiaires en un seul groupe si vous le pouvez ; sinon, l'examen dira ce qui est "
                + "possible.")
    ]
}

private func groupsMix(_ subject: RequestSubject) -> [Breach] {
    let form = subject.form
    guard form.groups.count > 1 else { return [] }
    let least = subject.parameters.P4.leastEstablishments.value
    let whole = form.seats(in: subject.places)
    let isInterdegree = whole.has(.college) && whole.has(.ecole)
    return form.groups.enumerated().compactMap { index, group in
        let seats = form.seats(in: subject.places, ofGroup: index)
        let place = "groups[\(index)].establishments"
        // A group without establishments is F7's.
        guard seats.count > 0 else { return nil }
        if seats.count < least {
            return RuleID.P4.breach(
                .returns, at: place,
                "Le groupe \(group.id) réunit \(French.count(seats.count, "établissement")), au lieu d'au "
                    + "moins \(least).",
                remedy: "Répartissez les établissements pour que chaque groupe en mêle plusieurs, collège et écoles.")
        }
        guard seats.unknown.isEmpty, isInterdegree, !(seats.has(.college) && seats.has(.ecole)) else { return nil }
        let kinds = seats.has(.college) ? "collèges, sans aucune école" : "écoles, sans aucun collège"
        return RuleID.P4.breach(
            .returns, at: place, "Le groupe \(group.id) ne réunit que des \(kinds).",
            remedy: "Répartissez les établissements pour que chaque groupe ait un collège et des écoles.")
    }
}

private func rostersMix(_ subject: RosterSubject) -> [Breach] {
    guard subject.form.groups.count > 1 else { return [] }
    let least = subject.campaign.rules.P4.leastEstablishments.value
    var homes: [GroupID: Set<UAI>] = [:]
    for trainee in subject.trainees { homes[trainee.group, default: []].insert(trainee.establishment) }
    var told: Set<GroupID> = []
    return subject.form.groups.enumerated().compactMap { index, group in
        // A group without trainees is Y6's.
        guard told.insert(group.id).inserted, let homes = homes[group.id] else { return nil }
        let count = homes.count
        guard count < least else { return kinds(of: homes, group, subject, at: "groups[\(index)]") }
        return RuleID.P4.breach(
            .blocks(.contract), at: "groups[\(index)]",
            "Sur la liste, les stagiaires du groupe \(group.id) viennent de "
                + "\(French.count(count, "établissement")), au lieu d'au moins \(least).",
            remedy: "Répartissez les stagiaires pour que chaque groupe mêle plusieurs établissements.")
    }
}

/// Nothing while an establishment isn't known, which may be of the kind that lacks (Y6).
private func kinds(of homes: Set<UAI>, _ group: Group, _ subject: RosterSubject, at place: String) -> Breach? {
    let kinds = homes.compactMap { subject.places.establishment($0)?.kind }
    guard kinds.count == homes.count, let kind = kinds.first, Set(kinds).count < 2 else { return nil }
    let names = kind == .college ? "collèges, sans aucune école" : "d'écoles, sans aucun collège"
    return RuleID.P4.breach(
        .blocks(.contract), at: place,
        "Sur la liste, les stagiaires du groupe \(group.id) ne viennent que \(kind == .college ? "de " : "")\(names).",
        remedy: "Répartissez les stagiaires pour que chaque groupe mêle un collège et des écoles.")
}
