package import Vocabulary

/// « changement de clé » : sealed by the old key, it names the next.
package struct FeedKeyChanged: Message {
    package static let type = "feed.keyChanged.v1"

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
    /// « nouvelle clé » : RFC 7638 thumbprint.
    package var nextKey: KeyThumbprint
    /// « clé publique » : The key as a JWK, JSON in a string, so that its bytes are sealed as they stand.
    package var nextPublicKey: String
    /// « à partir du numéro » : First record that the next key seals.
    package var firstNumber: Revision

    package init(
        environment: String, departement: Departement, campaign: CampaignID, number: Revision, previous: ContentHash,
        kind: Open<FeedKind>, issuedAt: Timestamp, nextKey: KeyThumbprint, nextPublicKey: String, firstNumber: Revision
    ) {
        self.environment = environment
        self.departement = departement
        self.campaign = campaign
        self.number = number
        self.previous = previous
        self.kind = kind
        self.issuedAt = issuedAt
        self.nextKey = nextKey
        self.nextPublicKey = nextPublicKey
        self.firstNumber = firstNumber
    }
}
