package import Vocabulary

/// « dispositif créé » : the action's numbers in GAIA came back (Y4).
package struct DispositifNumbered: Message {
    package static let type = "decision.dispositifNumbered.v1"

    /// « auteur » : Of the Dfie.
    package var actor: MessageActor
    /// « révision de la campagne » : In force then.
    package var campaignRevision: Revision
    /// « révision de la demande » : That it was created for.
    package var requestRevision: Revision
    /// « dispositif GAIA » : Stands on the orders.
    package var dispositif: DispositifNumber
    /// « modules » : One or more a group.
    package var modules: [DispositifModule]

    package init(
        actor: MessageActor, campaignRevision: Revision, requestRevision: Revision, dispositif: DispositifNumber,
        modules: [DispositifModule]
    ) {
        self.actor = actor
        self.campaignRevision = campaignRevision
        self.requestRevision = requestRevision
        self.dispositif = dispositif
        self.modules = modules
    }
}
