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
        let halves = Dictionary(grouping: Set(open + lastResort).sorted(), by: \.weekday)
        let weekdays = Set(halves.filter { $0.value.count >= leastHalves }.keys)
        if !wished.isEmpty, weekdays.isDisjoint(with: wished) {
            return [
                rule.breach(
                    .returns, at: "wishes.weekdays",
                    "Aucun des jours souhaités (\(French.list(wished.map(\.french)))) n'est ouvert "
                        + "\(condition) : \(french)\(halfOpen(wished, halves)).",
                    remedy: "Merci de souhaiter au moins un de ces jours, ou de n'en indiquer aucun.")
            ]
        }
        return wished.enumerated().filter { !weekdays.contains($0.element) }.map { index, weekday in
            let half = halves[weekday]?.first.map { $0.half == .morning ? "le matin" : "l'après-midi" }
            let message =
                half.map { "n'est ouvert \(condition) que \($0), et une séance est d'une journée" }
                ?? "n'est pas ouvert \(condition)"
            return rule.breach(
                .warns, at: "wishes.weekdays[\(index)]", "Le \(weekday.french) \(message) : \(french).",
                remedy: "Il ne sera pas tenu compte de ce souhait ; vous pouvez en indiquer un autre.")
        }
    }

    /// « ; le mercredi n'est ouvert que le matin, et une séance est d'une journée » for each weekday of which no more
    /// than a half is open; nothing for one that is closed.
    private func halfOpen(_ wished: [Weekday], _ halves: [Weekday: [WeeklyHalfDay]]) -> String {
        let causes = Set(wished).sorted { $0.rawValue < $1.rawValue }.compactMap { weekday in
            halves[weekday]?.first.map {
                "le \(weekday.french) n'est ouvert que \($0.half == .morning ? "le matin" : "l'après-midi")"
            }
        }
        return causes.isEmpty ? "" : " ; \(French.list(causes)), et une séance est d'une journée"
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
