import Vocabulary

extension Rules {
    /// « Juillet 2020 Courrier d'information et calendrier des ALP IDG validées, envoyés aux chefs d'établissement, aux
    /// IEN et aux IA-IPR référents. »
    ///
    /// (lecture) Nothing of a decision or date is told before the Dfie releases it: it releases what each service
    /// concerned has confirmed the dates of (T8), and what needs the pilots or trainers to know (roster, contract,
    /// validation, orders) waits for the release.
    static let Y3 = Rule(
        .Y3,
        sentence: """
            Juillet 2020 Courrier d'information et calendrier des ALP IDG validées, envoyés aux chefs \
            d'établissement, aux IEN et aux IA-IPR référents.
            """,
        reading: """
            Rien d'une décision ni d'une date n'est dit avant que la Dfie ne le libère, et elle ne le libère que \
            toutes les dates confirmées.
            """,
        findings: [
            Finding(
                .blocks(.release),
                "Les dates n'ont pas encore été confirmées par le service de formation de chaque département concerné : …."
            )
        ]
            + afterRelease.map {
                Finding(.blocks($0), "La décision et les dates n'ont pas encore été libérées par la Dfie.")
            },
        step: { subject in
            if subject.step == .release {
                guard let missing = subject.missing(subject.done.datesConfirmedBy) else { return [] }
                return [
                    subject.blocks(
                        .Y3,
                        "Les dates n'ont pas encore été confirmées par le service de formation de chaque département "
                            + "concerné : \(missing).",
                        remedy: "Chacun de ces services confirme les dates de toutes les séances, avec la Dfie.")
                ]
            }
            guard afterRelease.contains(subject.step), !subject.done.isReleased else { return [] }
            return [
                subject.blocks(
                    .Y3, "La décision et les dates n'ont pas encore été libérées par la Dfie.",
                    remedy: "La Dfie donne son bon à envoyer au courrier et au calendrier.")
            ]
        })
}

private let afterRelease: [YearStep] = [.roster, .contract, .validation, .orders]
