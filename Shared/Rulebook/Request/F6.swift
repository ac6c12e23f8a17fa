import Vocabulary

extension Rules {
    /// « Mai 2020 La demande d'ALP IDG est envoyée par les pilotes à la Dfie à l'aide du formulaire spécifique de
    /// demande d'ALP IDG. »
    ///
    /// (lecture) A late request is kept, marked late by the day it was received in Paris, and waits for a person's
    /// decision. One that came before the window is kept too: it only warns, and waits for nothing. One that
    /// came nearer to the requests of another year's campaign than to this one's may be a slip of the year: its remedy
    /// says to check it.
    package static let F6 = Rule(
        .F6,
        sentence: "Mai 2020 La demande d'ALP IDG est envoyée par les pilotes à la Dfie à l'aide du formulaire "
            + "spécifique de demande d'ALP IDG.",
        reading: """
            Le mois des demandes est celui de la campagne. Une demande tardive est gardée, marquée en retard d'après \
            le jour de sa réception à Paris, et attend la décision d'une personne ; une demande en avance avertit \
            seulement.
            """,
        parameters: ["F6.window"],
        findings: [
            Finding(.warns, "La demande a été reçue le …, avant l'ouverture de la campagne le …."),
            Finding(.blocks(.examination), "La demande a été reçue le …, après le …, dernier jour des demandes."),
        ],
        request: { subject in
            inTheWindow(subject.request.receivedAt, subject.parameters.F6.window.value)
        },
        step: { subject in
            guard subject.step == .examination, !subject.done.lateAccepted else { return [] }
            return inTheWindow(subject.receivedAt, subject.campaign.rules.F6.window.value).filter {
                $0.severity == .blocks(.examination)
            }
        })
}

/// Of the whole request: no field of the form says when it came.
private func inTheWindow(_ receivedAt: Instant, _ window: DateRange) -> [Breach] {
    let day = Paris.date(at: receivedAt)
    if day < window.first {
        return [
            RuleID.F6.breach(
                .warns, at: "",
                "La demande a été reçue le \(day.french), avant l'ouverture de la campagne le "
                    + "\(window.first.french).",
                remedy: window.isOfAnotherYear(day)
                    ? "Vérifiez l'année : s'il s'agit bien de cette campagne, la demande est gardée et sera examinée "
                        + "avec les autres ; sinon, signalez-le à la Dfie."
                    : "Rien à faire : la demande est gardée et sera examinée avec les autres.")
        ]
    }
    guard day > window.last else { return [] }
    return [
        RuleID.F6.breach(
            .blocks(.examination), at: "",
            "La demande a été reçue le \(day.french), après le \(window.last.french), dernier jour des demandes.",
            remedy: (window.isOfAnotherYear(day) ? "Vérifiez l'année de la campagne demandée. " : "")
                + "La demande est gardée ; la Dfie décide si elle peut encore être examinée et vous le dira.")
    ]
}

extension DateRange {
    /// Farther from this window than half a year: nearer to the window of the year before or after, which is about a
    /// year away.
    fileprivate func isOfAnotherYear(_ day: CivilDate) -> Bool {
        day < first.adding(days: -183) || day > last.adding(days: 183)
    }
}
