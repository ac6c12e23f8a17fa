import Deciding
import Messages
import Vocabulary

/// Which letters a fact about a request causes (Y1–Y3, F5, T8).
extension LetterWork {
    /// Takes a fact, and then those that waited for it.
    mutating func take(_ fact: Fact) throws {
        guard isReady(fact) else { return note(.awaited(fact)) }
        try apply(fact)
        try takeAwaited()
    }

    /// In the order in which they came, for as long as one of them fits.
    mutating func takeAwaited() throws {
        while let fact = file.awaited.first(where: isReady) { try apply(fact) }
    }

    /// Whether all that the fact needs is here: the request's form at its revision, a campaign at least as new.
    private func isReady(_ fact: Fact) -> Bool {
        guard let campaign, campaign.campaignRevision >= fact.campaignRevision else { return false }
        if case .request(.submitted(let message)) = fact { return message.campaign == campaign.campaign.id }
        guard let revision = file.revision else { return false }
        if case .request(.amended) = fact { return true }
        return fact.requestRevision <= revision
    }

    private mutating func apply(_ fact: Fact) throws {
        guard file.ending == nil, try isInForce(fact) else { return note(.void(fact)) }
        switch fact {
        case .request(let message): try apply(message, fact)
        case .decision(let message): try apply(message, fact)
        case .session(let message): try apply(message, fact)
        }
    }

    /// A fact made on an older revision has no effect (HEART). Endings hold whatever revision was seen, and what
    /// becomes of sessions is told by the sessions' own revisions. Throws where a value is needed that this program
    /// doesn't know.
    private func isInForce(_ fact: Fact) throws -> Bool {
        switch fact {
        case .request(.submitted(let message)):
            _ = try message.form.required()
            _ = try message.channel.required()
            return file.revision == nil
        case .request(.amended(let message)):
            _ = try message.form.required()
            return file.revision.map { $0 < message.requestRevision } ?? true
        case .request(.withdrawn), .decision(.cancelled), .request(.handedOver): return true
        case .session(.moved), .session(.trainerReplaced), .session(.freed): return true
        case .decision(.released(let message)):
            _ = try message.decision.required()
            return message.requestRevision == file.revision
        default: return fact.requestRevision == file.revision
        }
    }

    // MARK: Requests

    private mutating func apply(_ message: RequestMessage, _ fact: Fact) throws {
        switch message {
        case .submitted:
            note(.fact(fact))
            try writeReceiptsAndConsents()
        case .amended:
            let old: Set<LetterKind> = [.receipt, .consent, .code, .correction, .opinion, .reminder, .refusal]
            void { old.contains($0.kind) }
            note(.fact(fact))
            try writeReceiptsAndConsents()
        case .consented(let message):
            // Answered: neither link nor code has to go any more.
            void { $0.to == message.function && [.consent, .code, .reminder].contains($0.kind) }
            note(.fact(fact))
        case .withdrawn(let message):
            note(.fact(fact))
            try end(.cancellation(reason: message.reason, isWithdrawal: true))
        case .handedOver(let message):
            note(.fact(fact))
            if message.on <= today {
                try reissueConsent(to: message.function)
            } else if file.consentsMissing.contains(message.function) {
                note(
                    .timer(
                        .handover, ordinal: Int64(message.on.daysSinceEpoch),
                        at: Paris.instant(message.on, hour: ReminderPlan.hour)))
            }
        }
    }

    private mutating func writeReceiptsAndConsents() throws {
        for function in file.pilots { try write(.receipt, to: function) }
        for function in file.consentsMissing { try writeConsent(to: function) }
    }

    /// F5, SECURITY: the link and, apart from it, the code; both follow from the consent letter's identifier.
    private mutating func writeConsent(to function: Function) throws {
        let earlier = state.letters.last { $0.kind == .consent && $0.to == function }?.letter
        let expires = Timestamp(facts.now + .seconds(14 * 86_400))
        let letter = try write(.consent(expires: expires), to: function, supersedes: earlier)
        try write(.code(expires: expires), to: function, linkOf: letter)
    }

    /// A link dies with the term of whoever got it: the new holder gets one of their own.
    private mutating func reissueConsent(to function: Function) throws {
        guard file.consentsMissing.contains(function) else { return }
        void { $0.to == function && [.consent, .code].contains($0.kind) }
        try writeConsent(to: function)
    }

    mutating func handOver() throws {
        let passing = file.handovers.filter { $0.value <= today }.keys.sorted().compactMap { try? Function($0) }
        for function in passing { try reissueConsent(to: function) }
    }

    // MARK: Decisions

    private mutating func apply(_ message: DecisionMessage, _ fact: Fact) throws {
        switch message {
        case .returned(let returned):
            void { [.validation, .change, .opinion, .correction, .reminder].contains($0.kind) }
            note(.fact(fact))
            for function in file.pilots { try write(.correction(returned), to: function) }
        case .released(let released) where released.decision.value == .refusal:
            guard let refused = file.refused else { return note(.void(fact)) }
            void { $0.kind == .refusal }
            note(.fact(fact))
            for function in file.pilots { try write(.refusal(refused), to: function) }
        case .opinionAsked(let asked):
            note(.fact(fact))
            for function in asked.from {
                void { $0.kind == .opinion && $0.to == function }
                try write(.opinion(asked), to: function)
            }
        case .opinionRecorded(let recorded):
            void { $0.to == recorded.function && ($0.kind == .opinion || $0.kind == .reminder) }
            note(.fact(fact))
        case .cancelled(let cancelled):
            note(.fact(fact))
            try end(.cancellation(reason: cancelled.reason, isWithdrawal: false))
        case .refused, .validated, .released, .lateAccepted, .speakerDecided, .lecturerDecided, .dispositifNumbered:
            note(.fact(fact))
        }
    }

    /// Whoever knew of the action is told of its end; nothing else goes any more but receipts.
    private mutating func end(_ topic: LetterTopic) throws {
        let told = state.letters.filter { $0.kind == .validation && $0.hasGone }.map(\.to)
        void { $0.kind != .receipt }
        for function in Self.once(file.pilots + told) {
            try write(topic, to: function, calendar: told.contains(function) ? .cancel : nil)
        }
    }

    // MARK: Sessions

    private mutating func apply(_ message: SessionMessage, _ fact: Fact) throws {
        switch message {
        case .published(let published):
            let isKnown = !file.sessions.isEmpty && file.sessions == published.sessions
            note(.fact(fact))
            if !isKnown { try tell(.published) }
        case .moved(let moved):
            note(.fact(fact))
            if moved.isPublished { try tell(.moved(moved)) }
        case .trainerReplaced(let replaced):
            note(.fact(fact))
            if replaced.isPublished { try tell(.trainerReplaced(replaced)) }
        case .freed(let freed):
            let gone = Set(freed.sessions.map(\.session))
            let concerned = file.sessions.contains { gone.contains($0.session) }
            note(.fact(fact))
            // An end is told by a letter of its own.
            if concerned, freed.why.value != .withdrawn, freed.why.value != .cancelled {
                try tell(.freed(freed.why.value))
            } else if concerned {
                void { $0.kind == .validation || $0.kind == .change }
            }
        case .proposed, .confirmed, .declined, .notPlaced:
            note(.fact(fact))
        }
    }

    /// Y3: the July letter to heads, IEN and the IA-IPR of each collège; whoever has it already is told of the change
    /// instead.
    private mutating func tell(_ change: LetterTopic.Change) throws {
        for function in julyRecipients {
            let july = state.last(.validation, to: function)
            if july?.hasGone == true {
                let waiting = state.letters.last { $0.kind == .change && $0.to == function && $0.canBeVoided }
                void { $0.kind == .change && $0.to == function }
                // What the voided one told stands in the new one's calendar, so that one speaks of the whole.
                try write(
                    .change(waiting == nil ? change : .published), to: function, supersedes: waiting?.letter,
                    calendar: .publish)
            } else {
                void { $0.kind == .validation && $0.to == function }
                if !file.sessions.isEmpty {
                    try write(.validation, to: function, supersedes: july?.letter, calendar: .publish)
                }
            }
        }
    }

    private var julyRecipients: [Function] {
        var colleges: [UAI] = []
        for case .head(let uai) in file.pilots { colleges.append(uai) }
        for group in file.form?.groups ?? [] {
            colleges += ([group.host] + group.establishments).filter { press.places.colleges.contains($0) }
        }
        return Self.once(file.pilots + colleges.map(Function.referent))
    }

    private static func once(_ functions: [Function]) -> [Function] {
        functions.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    // MARK: Reminders, digest

    mutating func remind() throws {
        guard let campaign else { return }
        let due = ReminderPlan(campaign.campaign.calendar).toSend(state, today: today)
        for (function, matters) in due {
            let consent = matters.contains { if case .consent = $0 { true } else { false } }
            let linkOf = consent ? state.last(.consent, to: function)?.letter : nil
            try write(.reminder(matters), to: function, linkOf: linkOf)
        }
        if !due.isEmpty { note(.reminded(due.map(\.function.text), on: today)) }
        // The timer that fired is gone: it is set again even for the moment that it had.
        note(.timer(.reminder, ordinal: 0, at: ReminderPlan(campaign.campaign.calendar).next(state, now: facts.now)))
    }

    mutating func digest() throws {
        guard let campaign, let function = AggregateName.digested(facts.aggregate) else { return }
        if BusinessDays(campaign.campaign.calendar).isOpen(today), !facts.world.figures.isEmpty {
            let name = "digest-\(function.text.replacing(":", with: "-"))-\(today)"
            let letter = try LetterID(name)
            if state.letter(letter) == nil {
                let content = press.wording(campaign.campaign).digest(facts.world.figures, to: function, on: today)
                let paper = press.paper(letter, content, calendar: nil, linkOf: nil, at: facts.now)
                try prepare(paper, .digest, to: function, supersedes: nil, link: nil, campaign)
            }
        }
        setDigestTimer(campaign.campaign)
    }
}
