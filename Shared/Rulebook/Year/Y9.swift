import Vocabulary

extension Rules {
    /// « Transmission du contrat au service de formation du premier degré pour envoi des ordres de mission aux
    /// stagiaires du premier degré, gestion des remplacements. »
    ///
    /// Judges nothing by itself: what these orders wait for, the validated contract and the dispositif's number, is
    /// Y7's and Y4's to judge at the step `orders`; that replacements are there is T7's.
    static let Y9 = Rule(
        .Y9,
        sentence: """
            Transmission du contrat au service de formation du premier degré pour envoi des ordres de mission aux \
            stagiaires du premier degré, gestion des remplacements.
            """,
        reading: """
            Ne juge rien par elle-même : ce que les ordres attendent est jugé par Y7 et Y4, les remplacements par \
            T7.
            """,
        findings: [])
}
