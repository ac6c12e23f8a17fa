package import Vocabulary

/// « demande modifiée » : the pilots changed the form, before validation or after a return; earlier consents are
/// void.
package struct RequestAmended: Message {
    package static let type = "request.amended.v1"

    /// « auteur » : Who changed it.
    package var actor: MessageActor
    /// « révision de la campagne » : In force then.
    package var campaignRevision: Revision
    /// « révision de la demande » : The new one.
    package var requestRevision: Revision
    /// « reçue le » : When the change came.
    package var receivedAt: Timestamp
    /// « répond à un retour » : It corrects what was returned.
    package var answersReturn: Bool
    /// « pilotes » : Who hold the pilots' functions now (F5).
    package var pilots: [PilotHolder]
    /// « départements » : Concerned by the new form.
    package var departements: [Departement]
    /// « formulaire » : The whole form.
    package var form: Open<RequestForm>

    package init(
        actor: MessageActor, campaignRevision: Revision, requestRevision: Revision, receivedAt: Timestamp,
        answersReturn: Bool, pilots: [PilotHolder], departements: [Departement], form: Open<RequestForm>
    ) {
        self.actor = actor
        self.campaignRevision = campaignRevision
        self.requestRevision = requestRevision
        self.receivedAt = receivedAt
        self.answersReturn = answersReturn
        self.pilots = pilots
        self.departements = departements
        self.form = form
    }
}
