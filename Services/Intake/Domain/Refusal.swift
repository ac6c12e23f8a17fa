import Messages
package import Vocabulary

/// Why nothing was done, for the person who asked. A value, never a throw; it is worked out from the input and the
/// state alone, so that the answer can be made again from what stands.
package struct Refusal: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        /// What is asked contradicts what stands.
        case conflict
        /// The person saw an older revision: what changed since, oldest first.
        case stale([Change])
        /// What is asked can't be taken as it is.
        case invalid
        /// A link that no longer serves.
        case gone
    }

    package var kind: Kind
    /// The field of the body, or empty.
    package var field: String
    package var rule: RuleID?
    /// French, with what to do.
    package var message: String

    package init(_ kind: Kind, field: String = "", rule: RuleID? = nil, _ message: String) {
        self.kind = kind
        self.field = field
        self.rule = rule
        self.message = message
    }
}

extension IntakeDecider {
    /// Why an input gives nothing; nil where it does, or where only the campaign or the directory stand against it.
    package func refusal(of input: IntakeInput, on state: IntakeState, now: Instant) -> Refusal? {
        switch input {
        case .request(_, let act):
            guard let request = state.request else { return Refusal(.conflict, Texts.notARequest) }
            return refusal(of: act, on: request, now: now)
        case .function(_, .hold(let held)):
            if let until = held.until, until < held.from {
                return Refusal(.invalid, field: "until", Texts.endsBeforeItBegins(held.from, until))
            }
            return nil
        case .campaign: return nil
        }
    }

    private func refusal(of act: RequestAct, on request: RequestState, now: Instant) -> Refusal? {
        switch act {
        case .draft: return request.phase == .none ? nil : Refusal(.conflict, Texts.alreadyThere)
        case .bring(let brought): return refusal(of: brought, on: request)
        case .consent(let consenting): return refusal(of: consenting, on: request, now: now)
        case .fact: return nil
        case .revise, .submit, .amend, .withdraw, .handOver: break
        }
        if request.phase == .none { return Refusal(.conflict, Texts.notThere) }
        if let seen = act.seen, seen != request.revision {
            return Refusal(.stale(request.changes(since: seen)), field: "seenRevision", Texts.changedSince)
        }
        switch act {
        case .revise:
            return request.phase == .draft ? nil : Refusal(.conflict, Texts.alreadySubmitted)
        case .submit(_, let acts):
            guard request.phase == .draft else { return Refusal(.conflict, Texts.alreadySubmitted) }
            return request.form.flatMap { notAPilot(of: $0, acts) }
        case .amend(let form, _, let acts):
            return request.whyNotAmended ?? notAPilot(of: form, acts)
        case .withdraw:
            return request.whyNotWithdrawn
        case .handOver(let handing, _, _):
            return refusal(of: handing, on: request)
        case .draft, .bring, .consent, .fact: return nil
        }
    }

    /// F5: who sends a request is one of those who ask.
    private func notAPilot(of form: RequestForm, _ acts: Acts) -> Refusal? {
        let named = form.pilots.contains { acts.functions.contains($0.function) }
        return named ? nil : Refusal(.invalid, field: "form.pilots", rule: .F5, Texts.notAPilot)
    }

    private func refusal(of brought: Bringing, on request: RequestState) -> Refusal? {
        switch request.phase {
        case .none: return nil
        case .draft: return Refusal(.conflict, field: "id", Texts.isADraft)
        case .open, .returned, .withdrawn, .cancelled:
            if request.holds(brought) { return nil }
            return request.isTyped ? Refusal(.conflict, field: "id", Texts.typedSince) : request.whyNotAmended
        }
    }

    private func refusal(of handing: Handing, on request: RequestState) -> Refusal? {
        if request.phase.isFinal { return Refusal(.conflict, Texts.ended(request.phase)) }
        guard request.phase != .draft else { return Refusal(.conflict, Texts.stillADraft) }
        guard request.form?.pilots.contains(where: { $0.function == handing.function }) == true else {
            return Refusal(.invalid, field: "function", rule: .F5, Texts.notAPilotOfIt(handing.function))
        }
        return nil
    }

    private func refusal(of consenting: Consenting, on request: RequestState, now: Instant) -> Refusal? {
        let request = request.standing(on: Paris.date(at: now))
        guard let link = request.links.first(where: { $0.tokenHash == consenting.tokenHash }) else {
            return Refusal(.gone, Texts.linkIsDead)
        }
        if let answer = request.answer(by: link) { return Refusal(.gone, Texts.answered(answer)) }
        // Without a code nobody could show that they are whom it was sent to.
        guard !link.isUsed, link.codeHash != nil, link.wrongCodes < ConsentLink.triesAllowed,
            now < link.expires.instant, !request.phase.isFinal,
            request.phase != .draft, request.form?.pilots.contains(where: { $0.function == link.function }) == true
        else { return Refusal(.gone, Texts.linkIsDead) }
        guard consenting.requestRevision == request.requestRevision, consenting.formHash == link.documentHash else {
            return Refusal(.gone, rule: .F5, Texts.formChanged)
        }
        return nil
    }
}

extension RequestState {
    /// What was said by a link that has served.
    package func answer(by link: ConsentLink) -> PilotAnswer? {
        link.isUsed ? answers.first { $0.function == link.function } : nil
    }

    /// Y3: the same words whether it was validated or refused, for nobody may know which before the Dfie releases it.
    var whyNotAmended: Refusal? {
        switch phase {
        case .none: return Refusal(.conflict, Texts.notThere)
        case .draft: return Refusal(.conflict, Texts.stillADraft)
        case .withdrawn, .cancelled: return Refusal(.conflict, Texts.ended(phase))
        case .returned: return nil
        case .open:
            guard decision != nil else { return nil }
            return Refusal(.conflict, rule: isReleased ? .Y2 : .Y3, isReleased ? Texts.decided : Texts.examined)
        }
    }

    /// At any step, but for what is over.
    var whyNotWithdrawn: Refusal? {
        if phase == .draft { return Refusal(.conflict, Texts.stillADraft) }
        if phase.isFinal { return Refusal(.conflict, Texts.ended(phase)) }
        if isReleased, case .refused = decision { return Refusal(.conflict, rule: .Y2, Texts.refusedAlready) }
        return nil
    }

    /// Whether a file's request says what stands.
    ///
    /// The day of reception isn't compared: a request was received once.
    package func holds(_ brought: Bringing) -> Bool { phase != .draft && form == brought.form }

    /// What people saw happen after a revision, oldest first.
    package func changes(since seen: Int64) -> [Change] {
        Array(history.suffix(Int(min(max(revision - max(seen, 0), 0), Int64(history.count)))))
    }
}
