import Vocabulary

extension Rules {
    /// « Validation du contrat par l'IA-DASEN et envoi du contrat signé par l'IA-DASEN à la Dfie. »
    ///
    /// (lecture) An action across two départements needs both IA-DASEN; orders leave, and the contract stands on every
    /// feed concerned, once all have validated.
    static let Y7 = Rule(
        .Y7,
        sentence: "Validation du contrat par l'IA-DASEN et envoi du contrat signé par l'IA-DASEN à la Dfie.",
        reading: """
            Une action sur deux départements demande la validation des deux IA-DASEN, avant tout ordre de mission.
            """,
        findings: [
            Finding(
                .blocks(.orders),
                "Le contrat n'est pas encore validé par l'IA-DASEN de chaque département concerné : il manque ….")
        ],
        step: { subject in
            guard subject.step == .orders, let missing = subject.missing(subject.done.validatedBy) else { return [] }
            return [
                subject.blocks(
                    .Y7,
                    "Le contrat n'est pas encore validé par l'IA-DASEN de chaque département concerné : il manque "
                        + "\(missing).",
                    remedy: "Chacun de ces IA-DASEN, ou son délégué, valide et signe le contrat.")
            ]
        })
}
