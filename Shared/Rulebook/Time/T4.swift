import Vocabulary

extension Rules {
    /// « Les ALP IDG ne nécessitant pas l'intervention de formateurs académiques pourront être déployées les
    /// vendredis. »
    ///
    /// (lecture) Friday by default; the campaign may open other half-days. Wished weekdays are heard, not promised: one
    /// that isn't open warns, and the request goes back only where none of them is.
    static let T4 = Rule(
        .T4,
        sentence: """
            Les ALP IDG ne nécessitant pas l'intervention de formateurs académiques pourront être déployées les \
            vendredis.
            """,
        reading:
            "Les demi-journées ouvertes sont celles de la campagne, qui peut en ouvrir d'autres que celles du texte.",
        parameters: ["T4.halfDays"],
        findings: [
            Finding(.warns, "Le … n'est pas ouvert sans formateur académique : …."),
            Finding(.warns, "Le … n'est ouvert sans formateur académique que …, et une séance est d'une journée : …."),
            Finding(.returns, "Aucun des jours souhaités (…) n'est ouvert sans formateur académique : …."),
            Finding(.refuses, "La séance du … n'est pas possible sans formateur académique : …."),
        ],
        request: { subject in
            guard subject.form.intervenants.academicTrainers <= 0 else { return [] }
            return withoutAcademicTrainer(subject.parameters).judge(subject.form.wishes.weekdays, subject.form.sessions)
        },
        plan: { subject in
            let open = withoutAcademicTrainer(subject.parameters)
            return subject.located.filter { !subject.hasAcademicTrainer($0.group) }.flatMap(open.judge)
        })
}

private func withoutAcademicTrainer(_ parameters: RuleParameters) -> OpenHalfDays {
    OpenHalfDays(
        rule: .T4, open: parameters.T4.halfDays.value, lastResort: [], condition: "sans formateur académique")
}
