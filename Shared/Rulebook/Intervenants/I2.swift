import Vocabulary

extension Rules {
    /// « Toute intervention extérieure (universitaire ou association) est à l'initiative et reste à la charge du chef
    /// d'établissement et/ou de l'IEN et/ou de l'IA/IPR référent de l'établissement, qui doivent s'assurer au préalable
    /// de la validation par la Dfie, notamment en cas de frais d'intervention à prévoir. »
    ///
    /// (lecture) Pending until the Dfie records it: blocks the contract (Y6), not the examination.
    package static let I2 = Rule(
        .I2,
        sentence: "Toute intervention extérieure (universitaire ou association) est à l'initiative et reste à la "
            + "charge du chef d'établissement et/ou de l'IEN et/ou de l'IA/IPR référent de l'établissement, qui "
            + "doivent s'assurer au préalable de la validation par la Dfie, notamment en cas de frais d'intervention à "
            + "prévoir.",
        reading: "En attente jusqu'à ce que la Dfie l'enregistre : bloque le contrat (Y6), non l'examen.",
        findings: [
            Finding(
                .returns, "L'intervention extérieure (…) est demandée par « … », qui ne peut pas en avoir l'initiative."
            ),
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
    let entitled: Set<Role> = [.head, .inspector, .referent]
    return subject.form.intervenants.speakers.enumerated().filter { !entitled.contains($0.element.askedBy.role) }.map {
        index, speaker in
        RuleID.I2.breach(
            .returns, at: "intervenants.speakers[\(index)].askedBy",
            "L'intervention extérieure (\(French.organisation(speaker.organisation, speaker.person))) est demandée par "
                + "« \(speaker.askedBy) », qui ne peut pas en avoir l'initiative.",
            remedy: "Indiquez le chef d'établissement, l'IEN ou l'IA-IPR référent qui la demande et en prend la charge."
        )
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
