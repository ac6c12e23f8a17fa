import Vocabulary

extension Rules {
    /// « Les dates sont fixées en amont […] pour tenir compte notamment : […] des contraintes de remplacement des
    /// enseignants du premier degré. »
    ///
    /// (lecture) Each département can replace so many primary teachers per half-day; a session uses one for each of its
    /// primary teachers.
    static let T7 = Rule(
        .T7,
        sentence: """
            Les dates sont fixées en amont (juin-juillet 2020) […] pour tenir compte notamment : […] des contraintes \
            de remplacement des enseignants du premier degré.
            """,
        reading: """
            Chaque département peut remplacer tant d'enseignants par demi-journée ; une séance en demande, par \
            enseignant du premier degré, le nombre de la campagne.
            """,
        parameters: ["T7.teachersPerTrainee"],
        findings: [
            Finding(.refuses, "Le …, le département … peut encore remplacer … du premier degré ; il en faudrait ….")
        ],
        plan: replacements)
}

/// What one département has to replace on one half-day, and the first session that asks for it.
private struct Need {
    var teachers: Int
    let place: String
}

private func replacements(_ subject: PlanSubject) -> [Breach] {
    let perTrainee = subject.parameters.T7.teachersPerTrainee.value
    let groups = Dictionary(subject.form.groups.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var needs: [Departement: [HalfDay: Need]] = [:]
    for located in subject.located {
        for wanted in groups[located.group.id]?.teachers ?? [] where wanted.firstDegree.number > 0 {
            for halfDay in located.session.halfDays {
                needs[wanted.departement, default: [:]][halfDay, default: Need(teachers: 0, place: located.place)]
                    .teachers += wanted.firstDegree.number
            }
        }
    }
    return needs.keys.sorted().flatMap { departement -> [Breach] in
        let left = subject.replacements[departement] ?? [:]
        return (needs[departement] ?? [:]).sorted { $0.key < $1.key }.compactMap { halfDay, need in
            let (product, overflow) = need.teachers.multipliedReportingOverflow(by: perTrainee)
            let asked = overflow ? Int.max : product
            let available = max(0, left[halfDay] ?? 0)
            guard asked > available else { return nil }
            return RuleID.T7.breach(
                .refuses, at: need.place,
                "Le \(halfDay.french), le département \(French.name(departement, in: subject.campaign)) peut encore "
                    + "remplacer \(French.teachers(available, .first)) ; il en faudrait \(asked).",
                remedy: "Choisissez une autre date, ou convenez d'un renfort avec le service de formation du premier "
                    + "degré.")
        }
    }
}
