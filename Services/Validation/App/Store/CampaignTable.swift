import Messages
import Store
import Vocabulary

/// Campaigns by revision, each whole, as it was published.
enum CampaignTable {
    static func insert(_ published: CampaignPublished, in transaction: any Transaction) throws {
        try transaction.execute(
            "INSERT INTO campaign_revision (campaign, revision, published) VALUES ($1, $2, $3)",
            [
                .text(published.campaign.id.text), .integer(Int64(published.campaignRevision.number)),
                .bytes(try MessageJSON.encode(published)),
            ])
    }

    static func last(of campaign: String, in transaction: any Transaction) throws -> Int64? {
        try transaction.query(
            "SELECT revision FROM campaign_revision WHERE campaign = $1 ORDER BY revision DESC LIMIT 1",
            [.text(campaign)]
        ).first?.integer(0)
    }

    static func read(
        _ campaign: String, revision: Int64, in transaction: any Transaction
    ) throws -> (revision: Revision, campaign: Campaign)? {
        try published(campaign, revision: revision, in: transaction).map { ($0.campaignRevision, $0.campaign) }
    }

    static func published(
        _ campaign: String, revision: Int64, in transaction: any Transaction
    ) throws -> CampaignPublished? {
        try transaction.query(
            "SELECT published FROM campaign_revision WHERE campaign = $1 AND revision = $2",
            [.text(campaign), .integer(revision)]
        ).first.map { try MessageJSON.decode(CampaignPublished.self, from: $0.bytes(0)) }
    }

    /// Every campaign with its last revision.
    static func all(in transaction: any Transaction) throws -> [(campaign: String, revision: Int64)] {
        try transaction.query(
            "SELECT campaign, MAX(revision) FROM campaign_revision GROUP BY campaign ORDER BY campaign"
        ).map { (try $0.text(0), try $0.integer(1)) }
    }
}
