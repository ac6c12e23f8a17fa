import Vocabulary

extension Rules {
    /// « Traitement du contrat par la Dfie : envoi des ordres de mission stagiaires du second degré et intervenants. »
    ///
    /// Judges nothing by itself: what these orders wait for, the validated contract and the dispositif's number, is
    /// Y7's and Y4's to judge at the step `orders`.
    static let Y8 = Rule(
        .Y8,
        sentence: """
            Traitement du contrat par la Dfie : envoi des ordres de mission stagiaires du second degré et \
            intervenants.
            """,
        reading: "Ne juge rien par elle-même : ce que les ordres attendent est jugé par Y7 et Y4.",
        findings: [])
}
