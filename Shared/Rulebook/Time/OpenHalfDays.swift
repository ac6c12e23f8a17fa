import Vocabulary

/// What T3 and T4 share: half-days of the week that are open to an action, and why.
struct OpenHalfDays {
    let rule: RuleID
    let open: [WeeklyHalfDay]
    /// Open at a cost.
    let lastResort: [WeeklyHalfDay]
    /// « avec un formateur académique ».
    let condition: String

    /// « lundi, mardi et jeudi (éventuellement mercredi matin) ».
    var french: String {
        French.halfDays(open) + (lastResort.isEmpty ? "" : " (éventuellement \(French.halfDays(lastResort)))")
    }

    /// Wished weekdays on which none of the sessions fits: a half-day needs one open half, a full day both.
    func judge(_ wished: [Weekday], _ sessions: [SessionLength]) -> [Breach] {
        let leastHalves = sessions.map(\.halfDays).min() ?? 1
        let weekdays = Set(
            Weekday.allCases.filter { weekday in
                Set(open + lastResort).count { $0.weekday == weekday } >= leastHalves
            })
        if !wished.isEmpty, weekdays.isDisjoint(with: wished) {
            return [
                rule.breach(
                    .returns, at: "wishes.weekdays",
                    "Aucun des jours souhaités (\(French.list(wished.map(\.french)))) n'est ouvert "
                        + "\(condition) : \(french).",
                    remedy: "Merci de souhaiter au moins un de ces jours, ou de n'en indiquer aucun.")
            ]
        }
        return wished.enumerated().filter { !weekdays.contains($0.element) }.map { index, weekday in
            rule.breach(
                .warns, at: "wishes.weekdays[\(index)]",
                "Le \(weekday.french) n'est pas ouvert \(condition) : \(french).",
                remedy: "Il ne sera pas tenu compte de ce souhait ; vous pouvez en indiquer un autre.")
        }
    }

    /// Half-days of a session that are closed, or open as a last resort.
    func judge(_ located: LocatedSession) -> [Breach] {
        let session = located.session
        let closed = session.halfDays.filter { !open.contains($0.weekly) && !lastResort.contains($0.weekly) }
        let costly = session.halfDays.filter { !open.contains($0.weekly) && lastResort.contains($0.weekly) }
        var breaches: [Breach] = []
        if let name = named(closed) {
            breaches.append(
                rule.breach(
                    .refuses, at: located.place, "La séance du \(name) n'est pas possible \(condition) : \(french).",
                    remedy: "Choisissez une de ces demi-journées."))
        }
        if let name = named(costly) {
            breaches.append(
                rule.breach(
                    .warns, at: located.place,
                    "La séance du \(name) n'est possible \(condition) qu'en dernier recours.",
                    remedy: "Préférez, si possible : \(French.halfDays(open))."))
        }
        return breaches
    }

    private func named(_ halfDays: [HalfDay]) -> String? {
        halfDays.count == Half.allCases.count ? halfDays.first?.date.frenchWithWeekday : halfDays.first?.french
    }
}
