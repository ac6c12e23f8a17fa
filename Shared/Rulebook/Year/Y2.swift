import Vocabulary

extension Rules {
    /// « Juin 2020 Examen des demandes par la Dfie et les services départementaux de formation du 1er degré pour
    /// validation et détermination des dates pour les actions retenues »
    ///
    /// (lecture) The Dfie and the service of each département concerned: an action across two départements needs both
    /// services. Nothing is released before.
    static let Y2 = Rule(
        .Y2,
        sentence: """
            Juin 2020 Examen des demandes par la Dfie et les services départementaux de formation du 1er degré pour \
            validation et détermination des dates pour les actions retenues, en vue d'assurer le remplacement des \
            enseignants du premier degré.
            """,
        reading: "Une action sur deux départements demande l'accord des deux services.",
        findings: [
            Finding(.blocks(.release), "La Dfie n'a pas encore validé la demande."),
            Finding(
                .blocks(.release),
                "Le service de formation du premier degré de chaque département concerné n'a pas encore validé la demande : …."
            ),
        ],
        step: { subject in
            guard subject.step == .release else { return [] }
            var breaches: [Breach] = []
            if !subject.done.approvedByDfie {
                breaches.append(
                    subject.blocks(
                        .Y2, "La Dfie n'a pas encore validé la demande.",
                        remedy: "La Dfie rend son avis sur la demande.")
                )
            }
            if let missing = subject.missing(subject.done.approvedBy) {
                breaches.append(
                    subject.blocks(
                        .Y2,
                        "Le service de formation du premier degré de chaque département concerné n'a pas encore validé "
                            + "la demande : \(missing).",
                        remedy: "Chacun de ces services rend son avis sur la demande."))
            }
            return breaches
        })
}
