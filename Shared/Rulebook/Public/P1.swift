import Vocabulary

extension Rules {
    /// « Les ALP IDG pourront concerner pour un secteur : 10 personnels enseignants du second degré, 10 professeurs des
    /// écoles de secteur. »
    ///
    /// (lecture) A guide: a difference warns, in each group whose establishments are of one sector.
    package static let P1 = Rule(
        .P1,
        sentence: "Les ALP IDG pourront concerner pour un secteur : 10 personnels enseignants du second degré, 10 "
            + "professeurs des écoles de secteur.",
        reading: "Un écart avertit, dans chaque groupe dont les établissements sont d'un seul secteur.",
        parameters: ["P1.firstDegree", "P1.secondDegree"],
        findings: [
            Finding(
                .warns,
                "Le groupe … réunit pour un secteur … et …, au lieu de … et … d'après le cahier des charges.")
        ],
        request: guideIsFollowed)
}

private func guideIsFollowed(_ subject: RequestSubject) -> [Breach] {
    let guide = subject.parameters.P1
    return subject.form.groups.enumerated().compactMap { index, group in
        let first = group.count(.first)
        let second = group.count(.second)
        guard first + second > 0, (first, second) != (guide.firstDegree.value, guide.secondDegree.value) else {
            return nil
        }
        let seats = subject.form.seats(in: subject.places, ofGroup: index)
        guard seats.sectors.count == 1 else { return nil }
        return RuleID.P1.breach(
            .warns, at: "groups[\(index)].teachers",
            "Le groupe \(group.id) réunit pour un secteur \(French.teachers(second, .second)) et "
                + "\(French.teachers(first, .first)), au lieu de \(guide.secondDegree.value) et "
                + "\(guide.firstDegree.value) d'après le cahier des charges.",
            remedy: "Rien à corriger si ce nombre est voulu : les examinateurs en tiendront compte.")
    }
}
