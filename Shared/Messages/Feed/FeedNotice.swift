package import Vocabulary

/// « avis » : to those who run the département's system: a version 2 to come, a repair.
package struct FeedNotice: Message {
    package static let type = "feed.notice.v1"

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
    /// « objet » : In French.
    package var title: String
    /// « texte » : In French; names no person.
    package var text: String
    /// « à compter du » : When it concerns them.
    package var from: CivilDate?

    package init(
        environment: String, departement: Departement, campaign: CampaignID, number: Revision, previous: ContentHash,
        kind: Open<FeedKind>, issuedAt: Timestamp, title: String, text: String, from: CivilDate? = nil
    ) {
        self.environment = environment
        self.departement = departement
        self.campaign = campaign
        self.number = number
        self.previous = previous
        self.kind = kind
        self.issuedAt = issuedAt
        self.title = title
        self.text = text
        self.from = from
    }
}
