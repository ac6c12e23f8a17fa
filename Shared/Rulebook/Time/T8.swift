import Vocabulary

extension Rules {
    /// « Les dates sont fixées en amont (juin-juillet 2020) par les services de formation des trois départements en
    /// collaboration avec la Dfie »
    ///
    /// (lecture) Proposed by the plan, confirmed by the service of each département concerned, published by the Dfie,
    /// in that order. A plan that was published before can't stand; one that still waits is no breach: Y3 holds its
    /// release.
    static let T8 = Rule(
        .T8,
        sentence: """
            Les dates sont fixées en amont (juin-juillet 2020) par les services de formation des trois départements \
            en collaboration avec la Dfie
            """,
        reading: """
            Proposées par le calendrier, confirmées par le service de chaque département concerné, publiées par la \
            Dfie, dans cet ordre.
            """,
        findings: [
            Finding(.refuses, "Les dates sont publiées sans la confirmation du service de chaque département : ….")
        ],
        plan: { subject in
            let waiting = subject.departements.filter { !subject.state.confirmedBy.contains($0) }
            guard subject.state.isPublished, !waiting.isEmpty else { return [] }
            return [
                RuleID.T8.breach(
                    .refuses, at: "state",
                    "Les dates sont publiées sans la confirmation du service de chaque département : "
                        + "\(French.list(waiting.map { French.name($0, in: subject.campaign) })).",
                    remedy: "Demandez aux services de formation du premier degré de confirmer les dates, puis publiez.")
            ]
        })
}
