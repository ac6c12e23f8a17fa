import Vocabulary

extension Rules {
    /// « Mai 2020 La demande d'ALP IDG est envoyée par les pilotes à la Dfie à l'aide du formulaire spécifique de
    /// demande d'ALP IDG. »
    ///
    /// Judges nothing by itself: the month is F6's to judge, the form's content F7's, and a request that doesn't exist
    /// can't be examined.
    static let Y1 = Rule(
        .Y1,
        sentence: """
            Mai 2020 La demande d'ALP IDG est envoyée par les pilotes à la Dfie à l'aide du formulaire spécifique de \
            demande d'ALP IDG.
            """,
        reading: "Ne juge rien par elle-même : le mois est jugé par F6, le formulaire par F7.",
        findings: [])
}
