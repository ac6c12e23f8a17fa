import Deciding
import Messages
package import Vocabulary

extension IntakeDecider {
    package func evolve(_ state: IntakeState, by event: IntakeEvent) -> IntakeState {
        switch event {
        case .campaign(let noted): return .campaign(noted.inForce)
        case .directory(let message):
            guard var function = state.function else { return state }
            function.take(message)
            return .function(function)
        case .drafted, .draftRevised, .request, .recorded, .codeRefused, .noted:
            guard var request = state.request else { return state }
            request.take(event)
            return .request(request)
        }
    }
}

extension RequestState {
    /// As it stands on a day in Paris: a function that has passed on by then has its new holder, and the links of the
    /// one before are dead.
    package func standing(on day: CivilDate) -> RequestState {
        var state = self
        state.pass(on: day)
        return state
    }

    private mutating func pass(on day: CivilDate) {
        guard let all = passing else { return }
        for handed in all where handed.on <= day {
            links.removeAll { $0.function == handed.function }
            pilots.removeAll { $0.function == handed.function }
            if let to = handed.to { pilots.append(PilotHolder(function: handed.function, person: to)) }
        }
        let left = all.filter { $0.on > day }
        passing = left.isEmpty ? nil : left
    }

    fileprivate mutating func take(_ event: IntakeEvent) {
        switch event {
        case .drafted(let drafted):
            phase = .draft
            tracking = drafted.tracking
            campaign = drafted.campaign
            owner = drafted.owner
            form = drafted.form
            departements = drafted.departements
        case .draftRevised(let revised):
            form = revised.form
            departements = revised.departements
        case .request(let message): take(message)
        case .recorded(let change): record(change)
        case .codeRefused(let refused):
            for index in links.indices where links[index].tokenHash == refused.tokenHash {
                links[index].wrongCodes += 1
            }
        case .noted(let fact): note(fact)
        case .directory, .campaign: break
        }
    }

    private mutating func record(_ change: Change) {
        revision += 1
        history.append(change)
        switch change.what {
        // The answer itself stands just before it, in the same decision.
        case .consented, .declined: if !answers.isEmpty { answers[answers.count - 1].at = change.at }
        case .handedOver: pass(on: Paris.date(at: change.at.instant))
        default: break
        }
    }

    private mutating func take(_ message: RequestMessage) {
        switch message {
        case .submitted(let submitted):
            campaign = submitted.campaign
            channel = submitted.channel.value
            receivedAt = submitted.receivedAt
            isLate = submitted.isLate
            isTyped = submitted.channel.value != .csv
            open(submitted.form, submitted.requestRevision, submitted.pilots, submitted.departements)
        case .amended(let amended):
            isTyped = amended.actor.role.value == .head || amended.actor.role.value == .inspector
            open(amended.form, amended.requestRevision, amended.pilots, amended.departements)
        case .consented(let consented):
            answers.removeAll { $0.function == consented.function }
            answers.append(PilotAnswer(function: consented.function, agrees: consented.agrees))
            for index in links.indices where links[index].function == consented.function { links[index].isUsed = true }
        case .withdrawn(let withdrawn):
            phase = .withdrawn
            endReason = withdrawn.reason
        case .handedOver(let handed):
            passing = (passing ?? []) + [Passing(function: handed.function, to: handed.to, on: handed.on)]
        }
    }

    /// A new form: what was agreed to, decided and planned on the one before is void.
    private mutating func open(
        _ form: Open<RequestForm>, _ revision: Revision, _ holders: [PilotHolder], _ concerned: [Departement]
    ) {
        phase = .open
        self.form = form.value
        requestRevision = revision
        pilots = holders
        departements = concerned
        answers = []
        links = []
        returned = nil
        decision = nil
        isReleased = false
        sessions = []
        planned = nil
        let waiting = awaited
        awaited = []
        for fact in waiting where !isWithoutEffect(fact) { note(fact) }
    }

    private mutating func note(_ fact: Fact) {
        if case .cancelled = fact.what, requestRevision != nil {
        } else if isTooEarly(fact) {
            awaited.append(fact)
            return
        }
        func change(_ what: Change.What) -> Change { Change(what, at: fact.at, role: fact.role) }
        switch fact.what {
        case .returned(let returned):
            phase = .returned
            self.returned = returned
            decision = nil
            isReleased = false
            record(change(.returned))
        case .lateAccepted:
            lateAccepted = true
            record(change(.lateAccepted))
        case .refused(let refused): decide(.refused(refused))
        case .validated(let number): decide(.validated(number))
        case .released(let released, let validation): release(released, validation, change)
        case .cancelled(let reason):
            phase = .cancelled
            endReason = reason
            sessions = []
            record(change(.cancelled))
        case .published(let validation, let published):
            sessions = published
            planned = validation
            if showsDates { record(change(.published)) }
        case .changed(let changed):
            for session in changed {
                sessions.removeAll { $0.session == session.session }
                sessions.append(session)
            }
            if showsDates { record(change(.moved)) }
        case .freed(let freed):
            let shown = shownSessions.count
            sessions.removeAll { freed.contains($0.session) }
            if shownSessions.count < shown { record(change(.freed)) }
        case .link(let link):
            // The new holder's link comes on the day itself: it isn't what the handover ends.
            pass(on: Paris.date(at: fact.at.instant))
            links.append(link)
        }
    }

    /// Y3: known from here on, told from the release on.
    private mutating func decide(_ new: Decision) {
        decision = new
        isReleased = false
    }

    /// Void where it names what isn't decided, or another validation.
    private mutating func release(
        _ released: ReleasedDecision, _ validation: Revision?, _ change: (Change.What) -> Change
    ) {
        guard !isReleased else { return }
        switch (decision, released) {
        case (.refused, .refusal):
            isReleased = true
            record(change(.refused))
        case (.validated(let number), .validation) where validation == nil || validation == number:
            isReleased = true
            record(change(.validated))
            if showsDates { record(change(.published)) }
        case (_, .refusal), (_, .validation): break
        }
    }
}

extension FunctionState {
    fileprivate mutating func take(_ message: DirectoryMessage) {
        switch message {
        case .held(let held):
            terms.removeAll { $0.from == held.from }
            terms.append(Term(from: held.from, until: held.until, person: held.person))
            terms.sort { $0.from < $1.from }
        case .ended(let ended):
            for index in terms.indices
            where terms[index].person == ended.person && terms[index].from <= ended.until {
                terms[index].until = min(terms[index].until ?? ended.until, ended.until)
            }
        case .personErased(let erased):
            terms.removeAll { $0.person == erased.person }
        }
    }
}
