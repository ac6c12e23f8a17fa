import Messages
package import Vocabulary

/// Who is reminded of what, and when: in business days, and nobody twice within the cool-down, whatever is awaited of
/// them on the request.
package struct ReminderPlan: Sendable {
    /// Open days after a consent was asked.
    static let consentAfter = 4
    /// Open days after a return, an opinion: where no answer date says otherwise.
    static let answerAfter = 5
    /// Open days before the date by which an answer is asked.
    static let beforeDate = 2
    /// Open days between two reminders to one function about one request.
    static let coolDown = 4
    /// Reminders to one function about one request.
    static let most = 3
    /// Timers fire in Paris's morning.
    static let hour = 8

    struct Due: Hashable, Sendable {
        var function: Function
        var matter: LetterTopic.Reminder
        var day: CivilDate
    }

    private let days: BusinessDays

    package init(_ calendar: CampaignCalendar) { days = BusinessDays(calendar) }

    /// All that is awaited of anybody, with the day on which they are reminded next.
    func due(_ state: NotificationsState, today: CivilDate) -> [Due] {
        let file = state.request
        guard file.ending == nil else { return [] }
        var found: [Due] = []
        func add(
            _ function: Function, _ matter: LetterTopic.Reminder, sent: CivilDate, by answerBy: CivilDate?, after: Int
        ) {
            var day = days.adding(after, to: sent)
            if let answerBy {
                day = max(days.next(after: sent), days.subtracting(Self.beforeDate, from: answerBy))
            }
            if let before = file.reminders[function.text] {
                guard before.count < Self.most else { return }
                day = max(day, days.adding(Self.coolDown, to: before.last))
            }
            found.append(Due(function: function, matter: matter, day: days.onOrAfter(day)))
        }
        for function in file.consentsMissing {
            guard let sent = sent(.consent, to: function, state),
                let expires = state.last(.consent, to: function)?.expires, Paris.date(at: expires.instant) > today
            else { continue }
            add(
                function, .consent(sent: sent, expires: expires), sent: sent, by: nil, after: Self.consentAfter)
        }
        if let returned = file.returned {
            for function in file.pilots {
                guard let sent = sent(.correction, to: function, state) else { continue }
                add(
                    function, .correction(sent: sent, answerBy: returned.answerBy), sent: sent, by: returned.answerBy,
                    after: Self.answerAfter)
            }
        }
        for asked in file.opinions.sorted(by: { $0.key < $1.key }) {
            guard let function = try? Function(asked.key), let sent = sent(.opinion, to: function, state) else {
                continue
            }
            add(
                function, .opinion(sent: sent, answerBy: asked.value.answerBy), sent: sent, by: asked.value.answerBy,
                after: Self.answerAfter)
        }
        return found
    }

    /// The day on which the newest letter of a kind went: nobody is reminded of what they weren't sent.
    private func sent(_ kind: LetterKind, to function: Function, _ state: NotificationsState) -> CivilDate? {
        guard let letter = state.last(kind, to: function), letter.status == .sent else { return nil }
        return letter.sentAt.map { Paris.date(at: $0.instant) }
    }

    /// The moment at which the timer is to fire next; nil where nothing is awaited. Never on a closed day, or the timer
    /// would fire again and again until it is over.
    func next(_ state: NotificationsState, now: Instant) -> Instant? {
        let today = Paris.date(at: now)
        return due(state, today: today).map(\.day).min().map { day in
            Paris.instant(max(day, days.onOrAfter(today)), hour: Self.hour)
        }
    }

    /// What is due on a day, by function in a fixed order; nothing on a day that is none of business.
    func toSend(_ state: NotificationsState, today: CivilDate) -> [(
        function: Function, matters: [LetterTopic.Reminder]
    )] {
        guard days.isOpen(today) else { return [] }
        let due = due(state, today: today)
        // Whoever is due for one thing is told of all that is awaited of them.
        let functions = Set(due.filter { $0.day <= today }.map(\.function))
        return functions.sorted { $0.text < $1.text }.map { function in
            (function, due.filter { $0.function == function }.map(\.matter))
        }
    }
}
