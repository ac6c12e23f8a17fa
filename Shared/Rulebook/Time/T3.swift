import Vocabulary

extension Rules {
    /// « Pour 2020-2021, les ALP IDG faisant intervenir des formateurs académiques pourront être déployées les lundis,
    /// ou mardis, ou jeudis (éventuellement mercredis matin). »
    ///
    /// (lecture) Wednesday morning is open at a cost: a plan that takes it warns. Wished weekdays are heard, not
    /// promised: one that isn't open warns, and the request goes back only where none of them is.
    static let T3 = Rule(
        .T3,
        sentence: """
            Pour 2020-2021, les ALP IDG faisant intervenir des formateurs académiques pourront être déployées les \
            lundis, ou mardis, ou jeudis (éventuellement mercredis matin).
            """,
        reading: "Les demi-journées que le texte dit éventuelles ne sont prises qu'en dernier recours.",
        parameters: ["T3.halfDays", "T3.lastResort"],
        findings: [
            Finding(.warns, "Le … n'est pas ouvert avec un formateur académique : …."),
            Finding(
                .warns, "Le … n'est ouvert avec un formateur académique que …, et une séance est d'une journée : …."),
            Finding(.returns, "Aucun des jours souhaités (…) n'est ouvert avec un formateur académique : …."),
            Finding(.refuses, "La séance du … n'est pas possible avec un formateur académique : …."),
            Finding(.warns, "La séance du … n'est possible avec un formateur académique qu'en dernier recours."),
        ],
        request: { subject in
            guard subject.form.intervenants.academicTrainers > 0 else { return [] }
            return withAcademicTrainer(subject.parameters).judge(subject.form.wishes.weekdays, subject.form.sessions)
        },
        plan: { subject in
            let open = withAcademicTrainer(subject.parameters)
            return subject.located.filter { subject.hasAcademicTrainer($0.group) }.flatMap(open.judge)
        })
}

private func withAcademicTrainer(_ parameters: RuleParameters) -> OpenHalfDays {
    OpenHalfDays(
        rule: .T3, open: parameters.T3.halfDays.value, lastResort: parameters.T3.lastResort.value,
        condition: "avec un formateur académique")
}
