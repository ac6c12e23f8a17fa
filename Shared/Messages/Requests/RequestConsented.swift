package import Vocabulary

/// « accord d'un pilote » : a pilot agreed to the request, or said no (F5).
package struct RequestConsented: Message {
    package static let type = "request.consented.v1"

    /// « auteur » : The pilot.
    package var actor: MessageActor
    /// « révision de la campagne » : In force when they saw it.
    package var campaignRevision: Revision
    /// « révision de la demande » : The one they saw.
    package var requestRevision: Revision
    /// « fonction » : In which they agree.
    package var function: Function
    /// « accord » : False: they do not.
    package var agrees: Bool
    /// « empreinte du formulaire » : SHA-256 of the form as they saw it.
    package var formHash: ContentHash
    /// « mode » : How they were known.
    package var method: Open<SignatureMethod>

    package init(
        actor: MessageActor, campaignRevision: Revision, requestRevision: Revision, function: Function, agrees: Bool,
        formHash: ContentHash,
        method: Open<SignatureMethod>
    ) {
        self.actor = actor
        self.campaignRevision = campaignRevision
        self.requestRevision = requestRevision
        self.function = function
        self.agrees = agrees
        self.formHash = formHash
        self.method = method
    }
}
