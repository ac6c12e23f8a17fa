import Vocabulary

extension Rules {
    /// « Création et communication aux départements des dispositifs académiques dans GAIA. »
    ///
    /// (lecture) The dispositif's number stands on the orders, so they wait for it.
    static let Y4 = Rule(
        .Y4,
        sentence: "Création et communication aux départements des dispositifs académiques dans GAIA.",
        reading: "Le numéro du dispositif figure sur les ordres de mission, qui l'attendent.",
        findings: [
            Finding(.blocks(.orders), "Le numéro du dispositif dans GAIA n'est pas encore connu.")
        ],
        step: { subject in
            guard subject.step == .orders, !subject.done.hasDispositif else { return [] }
            return [
                subject.blocks(
                    .Y4, "Le numéro du dispositif dans GAIA n'est pas encore connu.",
                    remedy: "La Dfie crée le dispositif dans GAIA et en inscrit le numéro.")
            ]
        })
}
