import Vocabulary

/// F7: establishments and teachers are of the campaign's collèges, écoles and départements.
let establishmentFindings = [
    Finding(.refuses, "L'établissement … ne figure pas parmi les collèges et écoles publics de l'…."),
    Finding(.refuses, "… est dans le département …, qui ne participe pas à la campagne."),
    Finding(.refuses, "La demande ne réunit que des …, sans aucun…"),
    Finding(.refuses, "Le groupe … demande … du département …, qui ne participe pas à la campagne."),
    Finding(.returns, "Le groupe … demande … du département …, où il n'a aucun établissement."),
]

func establishmentsTakePart(_ subject: RequestSubject) -> [Breach] {
    var told: Set<UAI> = []
    let breaches: [Breach] = subject.form.groups.enumerated().flatMap { index, group in
        group.establishments.enumerated().compactMap { number, uai in
            guard told.insert(uai).inserted else { return nil }
            return establishmentTakesPart(uai, subject, at: "groups[\(index)].establishments[\(number)]")
        }
    }
    return breaches + bothKindsTakePart(subject)
}

private func establishmentTakesPart(_ uai: UAI, _ subject: RequestSubject, at place: String) -> Breach? {
    guard let establishment = subject.places.establishment(uai) else {
        return RuleID.F7.breach(
            .refuses, at: place,
            "L'établissement \(uai) ne figure pas parmi les collèges et écoles publics de l'"
                + "\(subject.campaign.academie).",
            remedy: "Vérifiez l'UAI ; un établissement privé ou d'une autre académie ne peut pas participer.")
    }
    guard !subject.campaign.hasDepartement(establishment.departement) else { return nil }
    return RuleID.F7.breach(
        .refuses, at: place,
        "\(French.name(uai, in: subject.places)) est dans le département \(establishment.departement), qui ne "
            + "participe pas à la campagne.",
        remedy: "Retirez cet établissement ; participent les départements \(departements(subject.campaign)).")
}

/// A sector is a collège and its écoles: without one or the other the action isn't interdegrés. While an establishment
/// is unknown nothing is said, as it may be the one that is missing.
private func bothKindsTakePart(_ subject: RequestSubject) -> [Breach] {
    let seats = subject.form.seats(in: subject.places)
    guard seats.unknown.isEmpty, !seats.known.isEmpty else { return [] }
    let kinds =
        switch (seats.has(.college), seats.has(.ecole)) {
        case (true, false): "collèges, sans aucune école"
        case (false, true): "écoles, sans aucun collège"
        default: ""
        }
    guard !kinds.isEmpty else { return [] }
    return [
        RuleID.F7.breach(
            .refuses, at: "groups", "La demande ne réunit que des \(kinds).",
            remedy: "L'action est interdegrés : refaites la demande avec un collège et des écoles de son secteur.")
    ]
}

func teachersTakePart(_ subject: RequestSubject) -> [Breach] {
    subject.form.groups.enumerated().flatMap { index, group in
        let seats = subject.form.seats(in: subject.places, ofGroup: index)
        let homes = Set(seats.known.map(\.establishment.departement))
        let isWhole = seats.unknown.isEmpty && !homes.isEmpty
        return group.teachers.enumerated().compactMap { number, wanted -> Breach? in
            let count = wanted.firstDegree.number + wanted.secondDegree.number
            guard count > 0 else { return nil }
            let place = "groups[\(index)].teachers[\(number)].departement"
            let asked = "Le groupe \(group.id) demande \(French.count(count, "enseignant")) du département "
            if !subject.campaign.hasDepartement(wanted.departement) {
                return RuleID.F7.breach(
                    .refuses, at: place,
                    "\(asked)\(wanted.departement), qui ne participe pas à la campagne.",
                    remedy: "Retirez-les ; participent les départements \(departements(subject.campaign)).")
            }
            guard isWhole, !homes.contains(wanted.departement) else { return nil }
            return RuleID.F7.breach(
                .returns, at: place,
                "\(asked)\(French.name(wanted.departement, in: subject.campaign)), où il n'a aucun établissement.",
                remedy: "Corrigez le département, ou ajoutez au groupe les établissements de ces enseignants.")
        }
    }
}

private func departements(_ campaign: Campaign) -> String {
    French.list(campaign.departements.map { French.name($0.code, in: campaign) })
}
