import Messages
import Rulebook
import Vocabulary

/// Y2: the Dfie and the service of each département concerned. The last approval validates; one refusal refuses, and
/// says whose.
extension Examination {
    func approve() throws(Objection) -> [ValidationEvent] {
        let authorities = try asAuthority()
        let (judgement, campaign) = try underExamination()
        let refusing = judgement.verdict.breaches.filter { $0.severity == .refuses }
        guard refusing.isEmpty else { throw .breaches(refusing) }
        guard state.blocksExamination.isEmpty else { throw .breaches(state.blocksExamination) }
        let settlement = try standingSettlement(campaign)
        let voting = authorities.filter(state.missingVotes.contains)
        guard !voting.isEmpty else { throw .conflict(Texts.approvedAlready, rule: .Y2) }
        var events = voting.map { vote($0, .favourable, nil, judgement) }
        guard state.missingVotes.allSatisfy(voting.contains), let last = voting.last else { return events }
        events.append(validated(settlement, judgement, campaign, by: actor(in: last)))
        return events + stopped
    }

    func refuse(_ choices: [BreachChoice], _ message: FreeText?) throws(Objection) -> [ValidationEvent] {
        let authorities = try asAuthority()
        let (judgement, _) = try underExamination()
        let breaches = try chosen(choices, among: judgement.verdict.breaches)
        guard !breaches.isEmpty || message?.isEmpty == false else {
            throw .invalid(Texts.refusalNeedsReason, field: "message")
        }
        return authorities.map { vote($0, .unfavourable, message, judgement) } + [
            refused(breaches, message, judgement, by: actor(in: authorities[0]))
        ] + stopped
    }

    /// F6: a person takes a late request to examination, or doesn't.
    func decideLate(_ accept: Bool, _ reason: FreeText) throws(Objection) -> [ValidationEvent] {
        try asDfie()
        let (judgement, _) = try underExamination()
        guard state.waitsForLateDecision else { throw .conflict(Texts.notLate, rule: .F6) }
        guard !reason.isEmpty else { throw .invalid(Texts.reasonNeeded, field: "reason") }
        guard accept else {
            return [refused(state.lateBreaches, reason, judgement, by: actor(in: .dfie))] + stopped
        }
        return [
            .decision(
                .lateAccepted(
                    LateRequestAccepted(
                        actor: actor(in: .dfie), campaignRevision: judgement.campaignRevision,
                        requestRevision: judgement.requestRevision, reason: reason)))
        ]
    }

    func validated(
        _ settlement: Settlement, _ judgement: Judgement, _ campaign: KnownCampaign, by actor: MessageActor
    ) -> ValidationEvent {
        let form = state.form
        let teachers = form.groups.reduce(0) { $0 + $1.count(.first) + $1.count(.second) }
        return .decision(
            .validated(
                RequestValidated(
                    actor: actor, campaignRevision: campaign.revision, requestRevision: state.requestRevision,
                    validation: (try? Revision(state.validations + 1)) ?? .first, themeClass: settlement.themeClass,
                    concernsSpecialNeeds: settlement.concernsSpecialNeeds, priority: settlement.priority,
                    groups: settlement.groups, departements: state.departements,
                    needsMeans: teachers > campaign.campaign.rules.P2.most.value,
                    warnings: judgement.verdict.breaches.filter { $0.severity == .warns }.map { Open($0) })))
    }

    private func refused(
        _ breaches: [Breach], _ reason: FreeText?, _ judgement: Judgement, by actor: MessageActor
    ) -> ValidationEvent {
        .decision(
            .refused(
                RequestRefused(
                    actor: actor, campaignRevision: judgement.campaignRevision,
                    requestRevision: judgement.requestRevision,
                    rules: Set(breaches.map(\.rule)).sorted().map { Open($0) }, breaches: breaches.map { Open($0) },
                    reason: reason)))
    }

    private func vote(
        _ function: Function, _ opinion: Opinion, _ reason: FreeText?, _ judgement: Judgement
    ) -> ValidationEvent {
        .decision(
            .opinionRecorded(
                OpinionRecorded(
                    actor: actor(in: function), campaignRevision: judgement.campaignRevision,
                    requestRevision: judgement.requestRevision, function: function, opinion: Open(opinion),
                    reason: reason)))
    }

    /// Where nothing is named, what refuses.
    private func chosen(_ choices: [BreachChoice], among breaches: [Breach]) throws(Objection) -> [Breach] {
        guard !choices.isEmpty else { return breaches.filter { $0.severity == .refuses } }
        var isChosen = Set<Int>()
        for (place, choice) in choices.enumerated() {
            let found: [Int]
            switch choice {
            case .index(let index): found = breaches.indices.contains(index) ? [index] : []
            case .rule(let rule): found = breaches.indices.filter { breaches[$0].rule == rule }
            }
            guard !found.isEmpty else { throw .invalid(Texts.noSuchBreach, field: "breaches[\(place)]") }
            isChosen.formUnion(found)
        }
        return isChosen.sorted().map { breaches[$0] }
    }
}
