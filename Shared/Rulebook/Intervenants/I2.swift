import Vocabulary

extension Rules {
    /// « Toute intervention extérieure (universitaire ou association) est à l'initiative et reste à la charge du chef
    /// d'établissement et/ou de l'IEN et/ou de l'IA/IPR référent de l'établissement, qui doivent s'assurer au préalable
    /// de la validation par la Dfie, notamment en cas de frais d'intervention à prévoir. »
    ///
    /// (lecture) Pending until the Dfie records it: blocks the contract (Y6), not the examination.
    /// The asker is of the action's establishments, by the reference files where they know. A lecturer of the
    /// académie's universities goes through I3 and the Pôle, whose agreement stands for the Dfie's validation here.
    package static let I2 = Rule(
        .I2,
        sentence: "Toute intervention extérieure (universitaire ou association) est à l'initiative et reste à la "
            + "charge du chef d'établissement et/ou de l'IEN et/ou de l'IA/IPR référent de l'établissement, qui "
            + "doivent s'assurer au préalable de la validation par la Dfie, notamment en cas de frais d'intervention à "
            + "prévoir.",
        reading: """
            En attente jusqu'à ce que la Dfie l'enregistre : bloque le contrat (Y6), non l'examen. Qui la demande est \
            d'un établissement de l'action. Un universitaire de l'académie passe par le Pôle (I3), dont l'accord vaut \
            ici validation de la Dfie.
            """,
        findings: [
            Finding(
                .returns, "L'intervention extérieure (…) est demandée par « … », qui ne peut pas en avoir l'initiative."
            ),
            Finding(
                .returns,
                "L'intervention extérieure (…) est demandée par « … », mais cet établissement n'est pas de l'action."),
            Finding(
                .returns,
                "L'intervention extérieure (…) est demandée par « … », mais, d'après les fichiers de référence, aucun "
                    + "établissement de l'action n'est dans cette circonscription."),
            Finding(.blocks(.contract), "L'intervention extérieure (…) attend la validation de la Dfie…."),
        ],
        request: { subject in
            speakersAreAskedByRight(subject) + speakersAreValidated(subject.form, [])
        },
        step: { subject in
            subject.step == .contract ? speakersAreValidated(subject.form, subject.done.speakersValidated) : []
        })
}

private func speakersAreAskedByRight(_ subject: RequestSubject) -> [Breach] {
    let seats = subject.form.seats(in: subject.places)
    return subject.form.intervenants.speakers.enumerated().compactMap { index, speaker in
        let wrong: (why: String, remedy: String)
        switch speaker.askedBy {
        case .head(let uai), .referent(let uai):
            guard seats.count > 0, !subject.form.groups.contains(where: { $0.establishments.contains(uai) }) else {
                return nil
            }
            wrong = (
                "mais cet établissement n'est pas de l'action.",
                "Indiquez le chef ou l'IA-IPR référent d'un établissement de l'action, ou ajoutez le sien à un groupe."
            )
        case .inspector(let id):
            guard seats.areNotIn(id), !subject.isBesideTerritorial(id) else { return nil }
            wrong = (
                "mais, d'après les fichiers de référence, aucun établissement de l'action n'est dans cette "
                    + "circonscription.",
                "Indiquez un IEN dont relèvent des écoles de l'action ; si ce rattachement est inexact, signalez-le à "
                    + "la Dfie."
            )
        default:
            wrong = (
                "qui ne peut pas en avoir l'initiative.",
                "Indiquez le chef d'établissement, l'IEN ou l'IA-IPR référent qui la demande et en prend la charge."
            )
        }
        return RuleID.I2.breach(
            .returns, at: "intervenants.speakers[\(index)].askedBy",
            "L'intervention extérieure (\(French.organisation(speaker.organisation, speaker.person))) est demandée par "
                + "« \(French.name(speaker.askedBy, in: subject.places)) », \(wrong.why)",
            remedy: wrong.remedy)
    }
}

private func speakersAreValidated(_ form: RequestForm, _ validated: Set<PersonID>) -> [Breach] {
    form.intervenants.speakers.enumerated().filter { !validated.contains($0.element.person) }.map { index, speaker in
        let fees = speaker.hasFees ? ", avec des frais à prévoir" : ""
        return RuleID.I2.breach(
            .blocks(.contract), at: "intervenants.speakers[\(index)]",
            "L'intervention extérieure (\(French.organisation(speaker.organisation, speaker.person))) attend la "
                + "validation de la Dfie\(fees).",
            remedy: "Assurez-vous de cette validation auprès de la Dfie avant de signer le contrat ; l'examen de la "
                + "demande n'attend pas.")
    }
}
