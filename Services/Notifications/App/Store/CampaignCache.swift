import Messages
import Store
import Synchronization
import Vocabulary

/// Campaigns as they were published last: the table, and the decoded values of what was read from it. A campaign is
/// some 12 kB of JSON that nearly every step needs.
final class CampaignCache: Sendable {
    private let decoded = Mutex<[String: CampaignPublished]>([:])

    /// The newest revision of a campaign, or of the newest campaign where none is named.
    func newest(_ campaign: String?, in transaction: any Transaction) throws -> CampaignPublished? {
        let rows =
            if let campaign {
                try transaction.query("SELECT campaign, revision FROM campaign WHERE campaign = $1", [.text(campaign)])
            } else {
                try transaction.query("SELECT campaign, revision FROM campaign ORDER BY campaign DESC LIMIT 1", [])
            }
        guard let row = rows.first else { return nil }
        let (id, revision) = (try row.text(0), try row.integer(1))
        if let known = decoded.withLock({ $0[id] }), Int64(known.campaignRevision.number) == revision { return known }
        guard
            let bytes = try transaction.query(
                "SELECT value FROM campaign WHERE campaign = $1 AND revision = $2", [.text(id), .integer(revision)]
            ).first?.bytes(0)
        else { return nil }
        let message = try MessageJSON.decode(CampaignPublished.self, from: bytes)
        decoded.withLock { $0[id] = message }
        return message
    }

    func take(_ message: CampaignPublished, in transaction: any Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO campaign (campaign, revision, value) VALUES ($1, $2, $3)
            ON CONFLICT (campaign) DO UPDATE SET revision = excluded.revision, value = excluded.value
            WHERE campaign.revision < excluded.revision
            """,
            [
                .text(message.campaign.id.text), .integer(Int64(message.campaignRevision.number)),
                .bytes(try MessageJSON.encode(message)),
            ])
    }
}
