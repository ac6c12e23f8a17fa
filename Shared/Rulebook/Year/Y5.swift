import Vocabulary

extension Rules {
    /// « Écoute réalisée par le(s) formateur(s) académique(s) en présence du chef d'établissement, de l'IEN de
    /// circonscription, du(des) formateur(s) du premier degré, d'enseignants du premier et du second degré. »
    ///
    /// (lecture) Led by the first-degree trainer where there is no academic one. The contract is written after it.
    static let Y5 = Rule(
        .Y5,
        sentence: """
            Écoute réalisée par le(s) formateur(s) académique(s) en présence du chef d'établissement, de l'IEN de \
            circonscription, du(des) formateur(s) du premier degré, d'enseignants du premier et du second degré.
            """,
        reading: """
            À défaut de formateur académique, elle est menée par le formateur du premier degré ; le contrat est \
            signé après elle.
            """,
        findings: [
            Finding(.blocks(.contract), "L'écoute, réunion préparatoire au contrat, n'a pas encore eu lieu.")
        ],
        step: { subject in
            guard subject.step == .contract, !subject.done.ecouteHeld else { return [] }
            let leader =
                subject.form.intervenants.academicTrainers > 0
                ? "Le formateur académique" : "Le formateur du premier degré"
            return [
                subject.blocks(
                    .Y5, "L'écoute, réunion préparatoire au contrat, n'a pas encore eu lieu.",
                    remedy: "\(leader) tient l'écoute avec les pilotes et des enseignants des deux degrés, puis en "
                        + "inscrit la date.")
            ]
        })
}
