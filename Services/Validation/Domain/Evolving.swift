import Messages
import Vocabulary

/// The fold of a request's events.
extension RequestState {
    mutating func evolve(by note: Note) {
        switch note {
        case .submitted, .passedOver: break
        case .amended(let fact): amend(fact)
        case .consented(let consent):
            consents.removeAll { $0.function == consent.function }
            consents.append(consent)
        case .withdrawn: phase = .withdrawn
        case .awaitsCampaign: phase = .awaitingCampaign
        case .judged(let judgement):
            self.judgement = judgement
            phase = .examination
        case .clockStarted(let instant): clock.start(at: instant)
        case .clockStopped(let instant): clock.stop(at: instant)
        case .settled(let settlement, by: _): self.settlement = settlement
        case .votesVoided: votes = []
        case .sessions(let fact): take(fact)
        case .letter(let fact): letters.take(fact)
        }
    }

    /// Scheduling publishes nothing for a release that named sessions which had moved or gone meanwhile: such a release
    /// is void, and the Dfie gives it again once what stands is confirmed (Y3).
    private mutating func take(_ fact: SessionFact) {
        let wasPublished = placement.stage == .published
        placement.take(fact)
        guard isReleased, phase == .validated, !wasPublished else { return }
        switch (placement.stage, fact) {
        case (.none, _), (.proposed, _), (.notPlaced, _), (.confirmed, .freed): isReleased = false
        case (.published, _), (.confirmed, _): break
        }
    }

    private mutating func amend(_ fact: AmendedFact) {
        namedCampaignRevision = max(namedCampaignRevision, fact.campaignRevision)
        requestRevision = fact.requestRevision
        departements = fact.departements
        form = fact.form
        // On the former revision: void (DESIGN, "Messages").
        consents = []
        settlement = nil
        speakers = []
        lecturers = []
        returned = nil
        refusal = nil
    }

    mutating func evolve(by message: DecisionMessage) {
        switch message {
        case .returned(let given):
            phase = .returned
            returned = ReturnGiven(
                by: given.actor, breaches: given.breaches, message: given.message, answerBy: given.answerBy)
            refusal = nil
            votes = []
            isReleased = false
        case .refused(let given):
            phase = .refused
            refusal = RefusalGiven(by: given.actor, breaches: given.breaches, reason: given.reason)
            isReleased = false
        case .lateAccepted: isLateAccepted = true
        case .opinionAsked(let asked): evolve(by: asked)
        case .opinionRecorded(let recorded): evolve(by: recorded)
        case .speakerDecided(let given): speakers.decide(given.speaker, given.isValidated, given.reason)
        case .lecturerDecided(let given): lecturers.decide(given.lecturer, given.isAgreed, given.reason)
        case .validated(let given):
            phase = .validated
            validations = given.validation.number
            settlement = Settlement(
                themeClass: given.themeClass, concernsSpecialNeeds: given.concernsSpecialNeeds,
                priority: given.priority, groups: given.groups)
            placement = Placement()
            isReleased = false
        case .released: isReleased = true
        case .dispositifNumbered: break
        case .cancelled: phase = .cancelled
        }
    }

    private mutating func evolve(by asked: OpinionAsked) {
        for function in asked.from {
            self.asked.removeAll { $0.from == function }
            self.asked.append(
                OpinionWish(
                    from: function, question: asked.question, answerBy: asked.answerBy,
                    requestRevision: asked.requestRevision))
        }
    }

    /// An authority's is its vote (Y2); another's is an opinion.
    private mutating func evolve(by recorded: OpinionRecorded) {
        if isAuthority(recorded.function) {
            votes.removeAll { $0.function == recorded.function }
            votes.append(
                Vote(
                    function: recorded.function, approves: recorded.opinion.value == .favourable,
                    campaignRevision: recorded.campaignRevision, requestRevision: recorded.requestRevision,
                    reason: recorded.reason, by: recorded.actor))
        } else {
            opinions.append(
                OpinionGiven(
                    from: recorded.function, opinion: recorded.opinion, comment: recorded.reason,
                    requestRevision: recorded.requestRevision))
        }
    }
}

extension [PersonDecision] {
    fileprivate mutating func decide(_ person: PersonID, _ isYes: Bool, _ reason: FreeText?) {
        removeAll { $0.person == person }
        append(PersonDecision(person: person, isYes: isYes, reason: reason))
    }
}

extension [LetterFact] {
    mutating func take(_ fact: LetterFact) {
        if let index = firstIndex(where: { $0.letter == fact.letter }) {
            self[index].stage = fact.stage
            self[index].kind = fact.kind ?? self[index].kind
        } else {
            append(fact)
        }
    }
}
