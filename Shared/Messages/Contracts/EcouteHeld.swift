package import Vocabulary

/// « écoute tenue » : the preparatory meeting took place (Y5).
package struct EcouteHeld: Message {
    package static let type = "contract.ecouteHeld.v1"

    /// « auteur » : Who led it.
    package var actor: MessageActor
    /// « révision de la campagne » : In force then.
    package var campaignRevision: Revision
    /// « révision de la demande » : That it prepared.
    package var requestRevision: Revision
    /// « tenue le » : Day.
    package var on: CivilDate
    /// « présents » : As functions.
    package var present: [Function]

    package init(
        actor: MessageActor, campaignRevision: Revision, requestRevision: Revision, on: CivilDate, present: [Function]
    ) {
        self.actor = actor
        self.campaignRevision = campaignRevision
        self.requestRevision = requestRevision
        self.on = on
        self.present = present
    }
}
