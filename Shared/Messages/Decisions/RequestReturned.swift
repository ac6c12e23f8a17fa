package import Vocabulary

/// « retour pour correction » : the request goes back to the pilots; its dates, if any, are freed.
package struct RequestReturned: Message {
    package static let type = "decision.returned.v1"

    /// « auteur » : Absent where the automatic check did it.
    package var actor: MessageActor?
    /// « révision de la campagne » : By which it was judged.
    package var campaignRevision: Revision
    /// « révision de la demande » : That was judged.
    package var requestRevision: Revision
    /// « manquements » : All at once, in the order of the form.
    package var breaches: [Open<Breach>]
    /// « message » : Of the examiner, to the pilots.
    package var message: FreeText?
    /// « réponse avant le » : Day.
    package var answerBy: CivilDate?

    package init(
        actor: MessageActor? = nil, campaignRevision: Revision, requestRevision: Revision, breaches: [Open<Breach>],
        message: FreeText? = nil, answerBy: CivilDate? = nil
    ) {
        self.actor = actor
        self.campaignRevision = campaignRevision
        self.requestRevision = requestRevision
        self.breaches = breaches
        self.message = message
        self.answerBy = answerBy
    }
}
