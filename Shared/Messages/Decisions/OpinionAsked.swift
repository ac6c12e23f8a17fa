package import Vocabulary

/// « avis demandé » : the Dfie or a service asks for an opinion (Y2, H3).
package struct OpinionAsked: Message {
    package static let type = "decision.opinionAsked.v1"

    /// « auteur » : Who asks.
    package var actor: MessageActor
    /// « révision de la campagne » : In force then.
    package var campaignRevision: Revision
    /// « révision de la demande » : That it is asked on.
    package var requestRevision: Revision
    /// « demandé à » : Whose opinion.
    package var from: [Function]
    /// « question » : In the asker's words.
    package var question: FreeText?
    /// « réponse avant le » : Day.
    package var answerBy: CivilDate?

    package init(
        actor: MessageActor, campaignRevision: Revision, requestRevision: Revision, from: [Function],
        question: FreeText? = nil, answerBy: CivilDate? = nil
    ) {
        self.actor = actor
        self.campaignRevision = campaignRevision
        self.requestRevision = requestRevision
        self.from = from
        self.question = question
        self.answerBy = answerBy
    }
}
