package import Vocabulary

/// « refus » : told to the pilots once it is released (Y3).
package struct RequestRefused: Message {
    package static let type = "decision.refused.v1"

    /// « auteur » : Absent where the automatic check did it.
    package var actor: MessageActor?
    /// « révision de la campagne » : By which it was judged.
    package var campaignRevision: Revision
    /// « révision de la demande » : That was judged.
    package var requestRevision: Revision
    /// « règles » : That refuse it.
    package var rules: [Open<RuleID>]
    /// « manquements » : All at once.
    package var breaches: [Open<Breach>]
    /// « motif » : Of the examiners, to the pilots.
    package var reason: FreeText?

    package init(
        actor: MessageActor? = nil, campaignRevision: Revision, requestRevision: Revision, rules: [Open<RuleID>],
        breaches: [Open<Breach>], reason: FreeText? = nil
    ) {
        self.actor = actor
        self.campaignRevision = campaignRevision
        self.requestRevision = requestRevision
        self.rules = rules
        self.breaches = breaches
        self.reason = reason
    }
}
