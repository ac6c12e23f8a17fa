package import Vocabulary

/// « point de contrôle » : one a day even if nothing happened, so that a cut tail shows.
package struct FeedCheckpoint: Message {
    package static let type = "feed.checkpoint.v1"

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
    /// « jour » : In Paris.
    package var day: CivilDate
    /// « contrats en vigueur » : How many a reader should hold.
    package var contracts: Int

    package init(
        environment: String, departement: Departement, campaign: CampaignID, number: Revision, previous: ContentHash,
        kind: Open<FeedKind>, issuedAt: Timestamp, day: CivilDate, contracts: Int
    ) {
        self.environment = environment
        self.departement = departement
        self.campaign = campaign
        self.number = number
        self.previous = previous
        self.kind = kind
        self.issuedAt = issuedAt
        self.day = day
        self.contracts = contracts
    }
}
