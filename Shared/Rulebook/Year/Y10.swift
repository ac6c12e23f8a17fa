import Vocabulary

extension Rules {
    /// « Envoi d'une copie du contrat validé et signé aux formateurs, à l'établissement, à l'IEN et à l'IA-IPR
    /// référent. »
    ///
    /// Judges nothing by itself: there is a validated, signed contract to copy only once Y7's validation is there, and
    /// sending the copy is no step that anybody takes by hand.
    static let Y10 = Rule(
        .Y10,
        sentence: """
            Envoi d'une copie du contrat validé et signé aux formateurs, à l'établissement, à l'IEN et à l'IA-IPR \
            référent.
            """,
        reading: "Ne juge rien par elle-même : la copie part du contrat validé, que Y7 attend.",
        findings: [])
}
