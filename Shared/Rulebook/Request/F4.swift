import Vocabulary

extension Rules {
    /// « une ALP IDG à l'échelle d'un ou de plusieurs réseaux ou secteurs (EP et/ou HREP) géographiquement proches, et
    /// pour lesquels se dégage une logique de territoire forte ».
    ///
    /// (lecture) More than so many kilometres between two of the collèges warns, never refuses: the farthest two are
    /// named. Fewer than two sectors is not said while an establishment is unknown (F7), which may be of another one.
    package static let F4 = Rule(
        .F4,
        sentence: "une ALP IDG à l'échelle d'un ou de plusieurs réseaux ou secteurs (EP et/ou HREP) géographiquement "
            + "proches, et pour lesquels se dégage une logique de territoire forte",
        reading:
            "Deux collèges de la demande plus éloignés que la distance de la campagne avertissent, jamais un refus.",
        parameters: ["F4.warnBeyondKilometres"],
        findings: [
            Finding(
                .returns,
                "La demande est faite pour plusieurs réseaux ou secteurs, mais, d'après les fichiers de référence, ses établissements …."
            ),
            Finding(
                .returns,
                "La demande réunit plusieurs réseaux ou secteurs sans dire quelle logique de territoire les réunit : "
                    + "la réponse …."),
            Finding(.warns, "… et … sont à … km l'un de l'autre, au-delà des … km …."),
        ],
        request: { subject in
            guard subject.form.scope == .several else { return [] }
            return atLeastTwoSectors(subject) + territoryIsStated(subject) + sectorsAreClose(subject)
        })
}

private func atLeastTwoSectors(_ subject: RequestSubject) -> [Breach] {
    let seats = subject.form.seats(in: subject.places)
    guard seats.unknown.isEmpty, !seats.known.isEmpty, seats.sectors.count < 2 else { return [] }
    let found =
        seats.sectors.first.map { "relèvent tous d'un seul : \(French.name($0, in: subject.places))" }
        ?? "ne relèvent d'aucun secteur connu"
    return [
        RuleID.F4.breach(
            .returns, at: "scope",
            "La demande est faite pour plusieurs réseaux ou secteurs, mais, d'après les fichiers de référence, ses "
                + "établissements \(found).",
            remedy:
                "Ajoutez les établissements de l'autre réseau ou secteur, ou faites la demande pour un seul ; si ce "
                + "rattachement est inexact, signalez-le à la Dfie.")
    ]
}

private func territoryIsStated(_ subject: RequestSubject) -> [Breach] {
    guard (subject.form.territory?.words ?? 0) == 0 else { return [] }
    return [
        RuleID.F4.breach(
            .returns, at: "territory",
            "La demande réunit plusieurs réseaux ou secteurs sans dire quelle logique de territoire les réunit : la "
                + "réponse \(French.empty(subject.form.territory)).",
            remedy: "Dites en une ou deux phrases ce que ces réseaux ou secteurs ont en commun : élèves, écoles, "
                + "quartier, projet.")
    ]
}

private func sectorsAreClose(_ subject: RequestSubject) -> [Breach] {
    let most = subject.parameters.F4.warnBeyondKilometres.value
    let seats = subject.form.seats(in: subject.places)
    let sectors = seats.sectors
    var farthest: (one: UAI, other: UAI, kilometres: Double)?
    var pairs = 0
    for (index, other) in sectors.enumerated() {
        for one in sectors[..<index] {
            guard let kilometres = subject.places.kilometres(one, other), kilometres > Double(most) else { continue }
            pairs += 1
            if kilometres > farthest?.kilometres ?? 0 { farthest = (one, other, kilometres) }
        }
    }
    guard let farthest else { return [] }
    let place = seats.known.first { $0.establishment.sector == farthest.other }?.place ?? "groups"
    let names = [farthest.one, farthest.other].map { French.name($0, in: subject.places) }
    let others = pairs > 1 ? " (et \(French.count(pairs - 1, "autre paire")) de collèges)" : ""
    return [
        RuleID.F4.breach(
            .warns, at: place,
            "\(names[0]) et \(names[1]) sont à \(French.kilometres(farthest.kilometres)) km l'un de l'autre, au-delà des \(most) km "
                + "d'usage\(others).",
            remedy: "Rien à corriger si la logique de territoire le justifie : les examinateurs la liront avec cette "
                + "distance en tête.")
    ]
}
