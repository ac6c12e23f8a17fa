package import Vocabulary

/// « demande déposée » : the pilots sent the form (Y1, F7).
package struct RequestSubmitted: Message {
    package static let type = "request.submitted.v1"

    /// « auteur » : Who sent it.
    package var actor: MessageActor
    /// « campagne » : That it asks in.
    package var campaign: CampaignID
    /// « révision de la campagne » : In force when it came.
    package var campaignRevision: Revision
    /// « révision de la demande » : 1.
    package var requestRevision: Revision
    /// « reçue le » : F6 judges it by the day in Paris.
    package var receivedAt: Timestamp
    /// « tardive » : Received after the month of requests (F6): kept, and waits for a person's decision.
    package var isLate: Bool
    /// « canal » : How it came.
    package var channel: Open<RequestChannel>
    /// « pilotes » : Who held the pilots' functions then (F5).
    package var pilots: [PilotHolder]
    /// « départements » : Concerned: each service examines, each IA-DASEN validates (Y2, Y7).
    package var departements: [Departement]
    /// « formulaire » : The whole form.
    package var form: Open<RequestForm>
    /// « numéro de suivi » : Opens its tracking page, which shows kinds of functions alone.
    package var trackingNumber: String?

    package init(
        actor: MessageActor, campaign: CampaignID, campaignRevision: Revision, requestRevision: Revision,
        receivedAt: Timestamp, isLate: Bool, channel: Open<RequestChannel>, pilots: [PilotHolder],
        departements: [Departement], form: Open<RequestForm>, trackingNumber: String? = nil
    ) {
        self.actor = actor
        self.campaign = campaign
        self.campaignRevision = campaignRevision
        self.requestRevision = requestRevision
        self.receivedAt = receivedAt
        self.isLate = isLate
        self.channel = channel
        self.pilots = pilots
        self.departements = departements
        self.form = form
        self.trackingNumber = trackingNumber
    }
}
