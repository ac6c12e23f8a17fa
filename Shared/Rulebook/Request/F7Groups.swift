import Vocabulary

/// F7: what a group must state.
let groupFindings = [
    Finding(.returns, "La demande ne comporte aucun groupe de stagiaires."),
    Finding(.returns, "Deux groupes portent le même nom, …."),
    Finding(.returns, "Le groupe … n'a aucun établissement."),
    Finding(.returns, "Le groupe … n'a aucun enseignant."),
    Finding(.returns, "… figure deux fois dans le groupe …."),
    Finding(.returns, "Le groupe … serait accueilli par …, qui n'est pas parmi ses établissements."),
]

func groupsAreWhole(_ subject: RequestSubject) -> [Breach] {
    let groups = subject.form.groups
    guard !groups.isEmpty else {
        return [
            RuleID.F7.breach(
                .returns, at: "groups", "La demande ne comporte aucun groupe de stagiaires.",
                remedy: "Décrivez au moins un groupe : son lieu, ses établissements et ses enseignants.")
        ]
    }
    var names: Set<GroupID> = []
    return groups.enumerated().flatMap { index, group in
        var breaches: [Breach] = []
        if !names.insert(group.id).inserted {
            breaches.append(
                RuleID.F7.breach(
                    .returns, at: "groups[\(index)].id", "Deux groupes portent le même nom, \(group.id).",
                    remedy: "Donnez à chaque groupe un nom qui n'est qu'à lui."))
        }
        return breaches + groupHasEstablishments(group, at: index, subject.places)
            + groupHasTeachers(group, at: index)
    }
}

private func groupHasEstablishments(_ group: Group, at index: Int, _ places: any Places) -> [Breach] {
    guard !group.establishments.isEmpty else {
        return [
            RuleID.F7.breach(
                .returns, at: "groups[\(index)].establishments", "Le groupe \(group.id) n'a aucun établissement.",
                remedy: "Nommez par leur UAI le collège et les écoles dont viennent ses stagiaires.")
        ]
    }
    var seen: Set<UAI> = []
    var breaches: [Breach] = group.establishments.enumerated().filter { !seen.insert($0.element).inserted }.map {
        RuleID.F7.breach(
            .returns, at: "groups[\(index)].establishments[\($0.offset)]",
            "\(French.name($0.element, in: places)) figure deux fois dans le groupe \(group.id).",
            remedy: "Retirez la répétition ; si un autre établissement était voulu, corrigez l'UAI.")
    }
    if !seen.contains(group.host) {
        breaches.append(
            RuleID.F7.breach(
                .returns, at: "groups[\(index)].host",
                "Le groupe \(group.id) serait accueilli par \(French.name(group.host, in: places)), qui n'est pas "
                    + "parmi ses établissements.",
                remedy: "Choisissez pour lieu un des établissements du groupe, ou ajoutez celui-ci au groupe."))
    }
    return breaches
}

/// One degree without teachers is P3's; no teacher at all is a group that isn't filled in.
private func groupHasTeachers(_ group: Group, at index: Int) -> [Breach] {
    guard Degree.allCases.allSatisfy({ group.count($0) == 0 }) else { return [] }
    return [
        RuleID.F7.breach(
            .returns, at: "groups[\(index)].teachers", "Le groupe \(group.id) n'a aucun enseignant.",
            remedy: "Indiquez combien d'enseignants du premier et du second degré il réunit, par département.")
    ]
}
