import Vocabulary

extension Rules {
    /// « Rédaction et envoi du contrat signé par les pilotes à l'IA-DASEN, copie à la Dfie. »
    ///
    /// (lecture) Before signature the roster is complete; every pilot of the request has signed, as the function they
    /// hold, before the IA-DASEN validates. Of its numbers P2 and P3 judge,
    /// of its mixing P4; here that each trainee is told in full and is of the group's establishments.
    static let Y6 = Rule(
        .Y6,
        sentence: "Rédaction et envoi du contrat signé par les pilotes à l'IA-DASEN, copie à la Dfie.",
        reading: """
            Avant la signature, la liste des stagiaires est complète : nom, adresse professionnelle, degré et \
            établissement de chacun, qui est d'un des établissements de son groupe et ne figure qu'une fois ; chaque \
            pilote signe avant l'envoi à l'IA-DASEN.
            """,
        findings: [
            Finding(.blocks(.contract), "La liste des stagiaires n'est pas encore complète."),
            Finding(.blocks(.contract), "La liste ne compte aucun stagiaire."),
            Finding(.blocks(.contract), "Le stagiaire … n'a pas encore de nom ou d'adresse professionnelle."),
            Finding(.blocks(.contract), "Le stagiaire … figure deux fois sur la liste."),
            Finding(.blocks(.contract), "Le stagiaire … est inscrit dans le groupe …, qui n'est pas dans la demande."),
            Finding(.blocks(.contract), "Le stagiaire … est inscrit avec l'établissement …, qui n'est pas connu."),
            Finding(.blocks(.contract), "Le stagiaire … vient de …, qui n'est pas un établissement du groupe …."),
            Finding(.blocks(.contract), "Le stagiaire … est inscrit pour le …, mais … est du …."),
            Finding(.blocks(.validation), "Le contrat n'est pas encore signé par tous les pilotes : il manque …."),
            Finding(.blocks(.validation), "La demande ne nomme aucun pilote : personne ne peut signer le contrat."),
        ],
        roster: rosterIsComplete,
        step: { subject in
            switch subject.step {
            case .contract where !subject.done.rosterComplete:
                [
                    subject.blocks(
                        .Y6, "La liste des stagiaires n'est pas encore complète.",
                        remedy: "Les pilotes inscrivent le nom, le degré, l'établissement et l'adresse professionnelle "
                            + "de chaque stagiaire.")
                ]
            case .validation: signatures(subject)
            default: []
            }
        })
}

private func signatures(_ subject: StepSubject) -> [Breach] {
    guard !subject.form.pilots.isEmpty else {
        return [
            subject.blocks(
                .Y6, "La demande ne nomme aucun pilote : personne ne peut signer le contrat.",
                remedy: "La demande nomme au moins un chef d'établissement et un IEN.")
        ]
    }
    var seen = subject.done.signedBy
    let missing = subject.form.pilots.map(\.function).filter { seen.insert($0).inserted }
    guard !missing.isEmpty else { return [] }
    return [
        subject.blocks(
            .Y6,
            "Le contrat n'est pas encore signé par tous les pilotes : il manque "
                + "\(French.list(missing.map { $0.french(in: subject.places) })).",
            remedy: "Chacun de ces pilotes signe le contrat tel qu'il est aujourd'hui.")
    ]
}

extension Function {
    /// As a person would say it: « le chef d'établissement du Collège Clément Marot (0691662G) ».
    fileprivate func french(in places: any Places) -> String {
        switch self {
        case .head(let uai):
            places.establishment(uai).map { "le chef d'établissement du \($0.name) (\(uai))" }
                ?? "le chef de l'établissement \(uai)"
        case .inspector(let circonscription): "l'IEN de la circonscription \(circonscription)"
        default: text
        }
    }
}
