package import Vocabulary

/// « contrat corrigé » : a new version takes the place of the one before.
package struct FeedCorrected: Message {
    package static let type = "feed.corrected.v1"

    /// « environnement » : `ALP_ENVIRONMENT` of the installation that sealed it.
    package var environment: String
    /// « département » : Whose feed it is.
    package var departement: Departement
    /// « campagne » : Part of the record's key.
    package var campaign: CampaignID
    /// « numéro » : In the campaign's chain: 1, 2, 3 … without holes.
    package var number: Revision
    /// « précédent » : SHA-256 of the value of the record before; zeros where there is none.
    package var previous: ContentHash
    /// « nature » : What it is; the same in every record of this type.
    package var kind: Open<FeedKind>
    /// « émis le » : When it was sealed.
    package var issuedAt: Timestamp
    /// « contrat » : Which.
    package var contract: ContractID
    /// « version » : Of the contract on this feed: the highest counts.
    package var version: Revision
    /// « remplace » : SHA-256 of the value of the version before.
    package var supersedes: ContentHash
    /// « motif » : What was corrected.
    package var reason: Open<CorrectionReason>
    /// « acte » : The whole of it.
    package var act: FeedAct

    package init(
        environment: String, departement: Departement, campaign: CampaignID, number: Revision, previous: ContentHash,
        kind: Open<FeedKind>, issuedAt: Timestamp, contract: ContractID, version: Revision, supersedes: ContentHash,
        reason: Open<CorrectionReason>, act: FeedAct
    ) {
        self.environment = environment
        self.departement = departement
        self.campaign = campaign
        self.number = number
        self.previous = previous
        self.kind = kind
        self.issuedAt = issuedAt
        self.contract = contract
        self.version = version
        self.supersedes = supersedes
        self.reason = reason
        self.act = act
    }
}
