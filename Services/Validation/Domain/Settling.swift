import Messages
import Rulebook
import Vocabulary

/// H4, F7, T5: theme class, trainers and priority are settled at examination, and again where no place was found (T8).
extension Examination {
    func settle(_ settlement: Settlement) throws(Objection) -> [ValidationEvent] {
        let authorities = try asAuthority()
        let note = ValidationEvent.note(.settled(settlement, by: actor(in: authorities[0])))
        if state.phase == .validated, state.placement.stage == .notPlaced, let judgement = state.judgement,
            let campaign
        {
            try judge(settlement, campaign)
            return [note, validated(settlement, judgement, campaign, by: actor(in: authorities[0]))] + stopped
        }
        let (_, campaign) = try underExamination()
        try judge(settlement, campaign)
        guard settlement != state.settlement else { throw .conflict(Texts.settledAlready) }
        let isVoid = !state.votes.isEmpty && settlement != (try? standingSettlement(campaign))
        return (isVoid ? [.note(.votesVoided(.settledAnew))] : []) + [note]
    }

    private func judge(_ settlement: Settlement, _ campaign: KnownCampaign) throws(Objection) {
        let lines = settlement.objections(to: state.form, in: campaign.campaign)
        guard lines.isEmpty else { throw Objection(kind: .invalid, lines: lines) }
    }

    /// What was settled, else what the form proposes; sound by the campaign that stands.
    func standingSettlement(_ campaign: KnownCampaign) throws(Objection) -> Settlement {
        let proposed = Settlement.proposed(by: state.form, in: campaign.campaign, places: decider.places)
        guard let settlement = state.settlement ?? proposed else {
            throw .conflict(Texts.chooseThemeClass, rule: .H4)
        }
        try judge(settlement, campaign)
        return settlement
    }
}
