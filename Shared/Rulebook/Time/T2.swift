import Vocabulary

extension Rules {
    /// « de mi-octobre à début juin 2021 »
    ///
    /// (lecture) From 15 October 2020 to 5 June 2021, both in, outside the zone's school holidays and public holidays,
    /// never on a Saturday or Sunday; nor on a day that the pilots said to be impossible (F7).
    static let T2 = Rule(
        .T2,
        sentence: "Les ALP IDG seront mises en place […] de mi-octobre à début juin 2021.",
        reading: """
            Du premier au dernier jour des formations de la campagne, hors vacances scolaires de la zone, jours \
            fériés, samedis et dimanches, et hors des jours que les pilotes disent impossibles.
            """,
        parameters: ["T2.window", "calendar.schoolHolidays", "calendar.publicHolidays"],
        findings: [
            Finding(.warns, "Le mois souhaité (…) est hors de la période des ALP interdegrés, …."),
            Finding(.returns, "Aucun des mois souhaités (…) n'est dans la période des ALP interdegrés, …."),
            Finding(
                .returns, "Les dates impossibles ne laissent aucun jour ouvert dans la période des ALP interdegrés, …."
            ),
            Finding(.refuses, "La séance du … est hors de la période des ALP interdegrés, …."),
            Finding(.refuses, "La séance du … tombe un jour fermé : …."),
            Finding(.refuses, "La séance du … tombe un jour que les pilotes ont dit impossible (…)."),
        ],
        request: wishes,
        plan: dates)
}

private func wishes(_ subject: RequestSubject) -> [Breach] {
    let window = subject.parameters.T2.window.value
    return months(subject.form.wishes.months, window) + impossible(subject, window)
}

private func months(_ wished: [Month], _ window: DateRange) -> [Breach] {
    let inside = Set(monthsTouched(by: window))
    if !wished.isEmpty, inside.isDisjoint(with: wished) {
        return [
            RuleID.T2.breach(
                .returns, at: "wishes.months",
                "Aucun des mois souhaités (\(French.list(wished.map(\.french)))) n'est dans la période "
                    + "des ALP interdegrés, \(window.french).",
                remedy: "Merci de souhaiter au moins un mois de cette période, ou de n'en indiquer aucun.")
        ]
    }
    return wished.enumerated().filter { !inside.contains($0.element) }.map { index, month in
        RuleID.T2.breach(
            .warns, at: "wishes.months[\(index)]",
            "Le mois souhaité (\(month.french)) est hors de la période des ALP interdegrés, \(window.french).",
            remedy: "Il ne sera pas tenu compte de ce souhait ; vous pouvez en indiquer un autre.")
    }
}

/// Months of which a range has a day.
private func monthsTouched(by range: DateRange) -> [Month] {
    let first = range.first.year * 12 + range.first.month - 1
    let last = range.last.year * 12 + range.last.month - 1
    return (first...min(last, first + 11)).compactMap { Month(rawValue: $0 % 12 + 1) }
}

private func impossible(_ subject: RequestSubject, _ window: DateRange) -> [Breach] {
    let ranges = subject.form.wishes.impossible
    guard ranges.contains(where: { $0.overlaps(window) }), !leavesADay(ranges, subject.campaign.calendar, window)
    else { return [] }
    return [
        RuleID.T2.breach(
            .returns, at: "wishes.impossible",
            "Les dates impossibles ne laissent aucun jour ouvert dans la période des ALP interdegrés, "
                + "\(window.french).",
            remedy: "Merci de ne garder que les dates où l'action ne peut vraiment pas avoir lieu.")
    ]
}

/// Whether a day of the window is open and in none of these ranges; goes from range to range, not from day to day.
private func leavesADay(_ ranges: [DateRange], _ calendar: CampaignCalendar, _ window: DateRange) -> Bool {
    var date = window.first
    while window.contains(date) {
        var next = date
        if let range = ranges.first(where: { $0.contains(date) }) {
            next = range.last
        } else if calendar.closing(on: date) == nil {
            return true
        }
        // The calendar's last day has none after it.
        guard next < window.last else { return false }
        date = next.adding(days: 1)
    }
    return false
}

private func dates(_ subject: PlanSubject) -> [Breach] {
    let window = subject.parameters.T2.window.value
    return subject.located.flatMap { located -> [Breach] in
        let date = located.session.date
        func breach(_ message: String, _ remedy: String) -> Breach {
            RuleID.T2.breach(.refuses, at: located.place, message, remedy: remedy)
        }
        var breaches: [Breach] = []
        if !window.contains(date) {
            breaches.append(
                breach(
                    "La séance du \(date.frenchWithWeekday) est hors de la période des ALP interdegrés, "
                        + "\(window.french).",
                    "Choisissez une date de cette période."))
        }
        if let closing = subject.campaign.calendar.closing(on: date) {
            breaches.append(
                breach(
                    "La séance du \(date.frenchWithWeekday) tombe un jour fermé : \(closing).",
                    "Choisissez un jour de classe, hors vacances et jours fériés."))
        }
        if let range = subject.form.wishes.impossible.first(where: { $0.contains(date) }) {
            breaches.append(
                breach(
                    "La séance du \(date.frenchWithWeekday) tombe un jour que les pilotes ont dit impossible "
                        + "(\(range.french)).",
                    "Choisissez une autre date, ou convenez-en avec les pilotes."))
        }
        return breaches
    }
}
