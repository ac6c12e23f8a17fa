import Vocabulary

extension Rules {
    /// « Il est demandé conjointement par un ou plusieurs chef(s) d'établissement et un ou plusieurs IEN de
    /// circonscription ».
    ///
    /// (lecture) Each pilot agrees before the request is examined. A head is of a collège of the request; an IEN's
    /// circonscription is one of its establishments', which isn't asked while an establishment's isn't known,
    /// nor of an IEN for ASH, of a whole département, beside a territorial one.
    package static let F5 = Rule(
        .F5,
        sentence: "Il est demandé conjointement par un ou plusieurs chef(s) d'établissement et un ou plusieurs IEN de "
            + "circonscription",
        reading: """
            Chaque pilote donne son accord avant l'examen ; un chef est celui d'un collège de la demande, un IEN \
            celui d'une circonscription de ses établissements ; un IEN d'une circonscription ASH peut s'y joindre.
            """,
        findings: [
            Finding(.refuses, "La demande n'est pas faite conjointement : il n'y a … parmi ses pilotes."),
            Finding(.returns, "« … » n'est ni chef d'établissement ni IEN de circonscription."),
            Finding(.returns, "Le pilote « … » figure deux fois dans la demande."),
            Finding(.returns, "… a un chef d'établissement parmi les pilotes, mais ce n'est pas un collège."),
            Finding(.returns, "… a un chef d'établissement parmi les pilotes, mais n'envoie aucun stagiaire."),
            Finding(.returns, "La circonscription « … » n'est pas connue."),
            Finding(
                .returns,
                "D'après les fichiers de référence, aucun établissement de la demande n'est dans la circonscription « … »."
            ),
            Finding(.blocks(.examination), "Le pilote « … » n'a pas encore donné son accord."),
        ],
        request: { subject in
            askedJointly(subject.form) + pilotsAreOfTheRequest(subject)
                + pilotsAgree(subject.form, subject.places)
        },
        step: { subject in subject.step == .examination ? pilotsAgree(subject.form, subject.places) : [] })
}

private func askedJointly(_ form: RequestForm) -> [Breach] {
    let roles = Set(form.pilots.map(\.function.role))
    let missing =
        switch (roles.contains(.head), roles.contains(.inspector)) {
        case (true, true): ""
        case (false, true): "aucun chef d'établissement"
        case (true, false): "aucun IEN de circonscription"
        case (false, false): "ni chef d'établissement ni IEN de circonscription"
        }
    guard !missing.isEmpty else { return [] }
    return [
        RuleID.F5.breach(
            .refuses, at: "pilots",
            "La demande n'est pas faite conjointement : il n'y a \(missing) parmi ses pilotes.",
            remedy: "Refaites la demande avec au moins un chef d'établissement et au moins un IEN de circonscription.")
    ]
}

private func pilotsAreOfTheRequest(_ subject: RequestSubject) -> [Breach] {
    let seats = subject.form.seats(in: subject.places)
    var seen: Set<Function> = []
    return subject.form.pilots.enumerated().compactMap { index, pilot in
        let place = "pilots[\(index)].function"
        guard seen.insert(pilot.function).inserted else {
            return RuleID.F5.breach(
                .returns, at: place,
                "Le pilote « \(French.name(pilot.function, in: subject.places)) » figure deux fois dans la demande.",
                remedy: "Ne gardez qu'une ligne par pilote.")
        }
        switch pilot.function {
        case .head(let uai): return headIsOfTheRequest(uai, subject, at: place)
        case .inspector(let id): return inspectorIsOfTheRequest(id, seats, subject, at: place)
        default:
            return RuleID.F5.breach(
                .returns, at: place, "« \(pilot.function) » n'est ni chef d'établissement ni IEN de circonscription.",
                remedy: "Seuls des chefs d'établissement et des IEN portent une demande : retirez cette ligne ou "
                    + "corrigez la fonction.")
        }
    }
}

private func headIsOfTheRequest(_ uai: UAI, _ subject: RequestSubject, at place: String) -> Breach? {
    let name = French.name(uai, in: subject.places)
    if let establishment = subject.places.establishment(uai), establishment.kind != .college {
        return RuleID.F5.breach(
            .returns, at: place,
            "\(name) a un chef d'établissement parmi les pilotes, mais ce n'est pas un collège.",
            remedy: "Nommez le chef d'établissement du collège ; les écoles sont représentées par leur IEN.")
    }
    let groups = subject.form.groups
    guard groups.contains(where: { !$0.establishments.isEmpty }),
        !groups.contains(where: { $0.establishments.contains(uai) })
    else { return nil }
    return RuleID.F5.breach(
        .returns, at: place, "\(name) a un chef d'établissement parmi les pilotes, mais n'envoie aucun stagiaire.",
        remedy: "Ajoutez ce collège aux établissements d'un groupe, ou retirez ce pilote.")
}

private func inspectorIsOfTheRequest(
    _ id: CirconscriptionID, _ seats: Seats, _ subject: RequestSubject, at place: String
) -> Breach? {
    guard subject.places.isCirconscription(id) else {
        return RuleID.F5.breach(
            .returns, at: place, "La circonscription « \(id) » n'est pas connue.",
            remedy: "Choisissez la circonscription dans la liste de l'académie.")
    }
    guard seats.areNotIn(id), !subject.isBesideTerritorial(id) else { return nil }
    return RuleID.F5.breach(
        .returns, at: place,
        "D'après les fichiers de référence, aucun établissement de la demande n'est dans la circonscription « \(id) ».",
        remedy: "Nommez l'IEN dont relèvent les écoles de la demande, ou ajoutez les écoles de cette circonscription ; "
            + "si ce rattachement est inexact, signalez-le à la Dfie.")
}

private func pilotsAgree(_ form: RequestForm, _ places: any Places) -> [Breach] {
    form.pilots.enumerated().filter { !$0.element.agrees }.map { index, pilot in
        RuleID.F5.breach(
            .blocks(.examination), at: "pilots[\(index)].agrees",
            "Le pilote « \(French.name(pilot.function, in: places)) » n'a pas encore donné son accord.",
            remedy:
                "Le pilote donne lui-même son accord, sur le formulaire ou auprès de la Dfie ; la demande sera examinée "
                + "ensuite.")
    }
}
