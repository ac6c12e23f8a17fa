import Messages
import Rulebook
import Vocabulary

/// What examiners do with a request (Y2, T8, I2, I3, F6, Y3): one function an act, each says why it can't be done.
struct Examination {
    let decider: ValidationDecider
    let state: RequestState
    let campaign: KnownCampaign?
    let examiner: Examiner
    let now: Instant

    func take(_ act: ExaminerAct) throws(Objection) -> [ValidationEvent] {
        switch act {
        case .settle(let settlement): try settle(settlement)
        case .approve: try approve()
        case .refuse(let breaches, let message): try refuse(breaches, message)
        case .giveBack(let rules, let message, let answerBy): try giveBack(rules, message, answerBy)
        case .late(let accept, let reason): try decideLate(accept, reason)
        case .askOpinion(let from, let question, let answerBy): try ask(from, question, answerBy)
        case .recordOpinion(let from, let opinion, let comment): try record(from, opinion, comment)
        case .decideSpeaker(let person, let isValidated, let reason):
            try decideSpeaker(person, isValidated, reason)
        case .decideLecturer(let person, let isAgreed, let reason): try decideLecturer(person, isAgreed, reason)
        case .cancel(let reason): try cancel(reason)
        case .release: try release()
        }
    }
}

// What several acts ask first.
extension Examination {
    /// Functions of the examiner that decide on this request (Y2): the Dfie, and the services concerned.
    var authorities: [Function] { state.authorities.filter { examiner.functions.contains($0) } }

    func asAuthority() throws(Objection) -> [Function] {
        let authorities = authorities
        guard !authorities.isEmpty else { throw .notFound }
        return authorities
    }

    func asDfie() throws(Objection) {
        guard examiner.isDfie else { throw .notFound }
    }

    /// The verdict that an examiner decides on: by the revisions that stand. One that was given on an outdated
    /// revision holds no decision (DESIGN, "Messages").
    func underExamination() throws(Objection) -> (judgement: Judgement, campaign: KnownCampaign) {
        guard state.phase == .examination, let judgement = state.judgement else {
            throw .conflict(Texts.notExamined(state.queueState))
        }
        guard let campaign, campaign.revision == judgement.campaignRevision,
            judgement.requestRevision == state.requestRevision
        else { throw .conflict(Texts.campaignChanged) }
        return (judgement, campaign)
    }

    /// Of what stands: the campaign as it is known, or as the request names it.
    var campaignRevision: Revision {
        campaign?.revision ?? state.judgement?.campaignRevision ?? state.namedCampaignRevision
    }

    /// The actor in one of the functions that they act for.
    func actor(in function: Function) -> MessageActor {
        MessageActor(role: Open(function.role), function: Open(function), person: examiner.actor.person)
    }

    var stopped: [ValidationEvent] { state.clock.runningSince == nil ? [] : [.note(.clockStopped(now))] }
}
