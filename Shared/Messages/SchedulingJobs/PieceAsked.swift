package import Vocabulary

/// « lot à calculer » : a piece of an optimisation, for whichever instance takes it.
package struct PieceAsked: Message {
    package static let type = "job.pieceAsked.v1"

    /// « auteur » : Who asked for the optimisation; absent where a timer did.
    package var actor: MessageActor?
    /// « campagne » : That is planned.
    package var campaign: CampaignID
    /// « révision de la campagne » : By which it is planned.
    package var campaignRevision: Revision
    /// « calcul » : The optimisation.
    package var job: JobID
    /// « lot » : 1 to `pieces`.
    package var piece: Int
    /// « nombre de lots » : In all.
    package var pieces: Int
    /// « graine » : Of the piece's random choices: the same seed finds the same plan.
    package var seed: Int
    /// « secondes » : It may take.
    package var seconds: Int
    /// « demandes » : That it may move.
    package var requests: [RequestID]
    /// « empreinte du plan » : SHA-256 of the plan that it starts from.
    package var basis: ContentHash

    package init(
        actor: MessageActor? = nil, campaign: CampaignID, campaignRevision: Revision, job: JobID, piece: Int,
        pieces: Int, seed: Int, seconds: Int, requests: [RequestID], basis: ContentHash
    ) {
        self.actor = actor
        self.campaign = campaign
        self.campaignRevision = campaignRevision
        self.job = job
        self.piece = piece
        self.pieces = pieces
        self.seed = seed
        self.seconds = seconds
        self.requests = requests
        self.basis = basis
    }
}
