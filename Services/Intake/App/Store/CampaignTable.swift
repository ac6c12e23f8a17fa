import IntakeDomain
import Messages
import ServiceKit
import Store
import Vocabulary

/// The latest revision of every campaign.
enum CampaignTable {
    static func save(_ noted: CampaignNoted, in transaction: any Transaction) throws {
        let inForce = noted.inForce
        guard let campaign = noted.campaign else {
            try transaction.execute("UPDATE campaign SET is_closed = 1 WHERE id = $1", [.text(inForce.id.text)])
            return
        }
        try transaction.execute(
            """
            INSERT INTO campaign (id, revision, first_day, last_day, is_closed, value) VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (id) DO UPDATE SET revision = excluded.revision, first_day = excluded.first_day,
                last_day = excluded.last_day, is_closed = excluded.is_closed, value = excluded.value
            """,
            [
                .text(inForce.id.text), .integer(Int64(inForce.revision.number)), .text(inForce.window.first.text),
                .text(inForce.window.last.text), .integer(inForce.isClosed ? 1 : 0),
                .bytes(try MessageJSON.encode(campaign)),
            ])
    }

    static func all(in transaction: any Transaction) throws -> [CampaignInForce] {
        try transaction.query("SELECT id, revision, first_day, last_day, is_closed FROM campaign ORDER BY id", []).map {
            row in
            CampaignInForce(
                id: try CampaignID(row.text(0)), revision: try Revision(Int(row.integer(1))),
                window: try DateRange(CivilDate(row.text(2)), CivilDate(row.text(3))),
                isClosed: try row.integer(4) == 1)
        }
    }

    /// The whole campaign.
    static func campaign(_ id: CampaignID, in transaction: any Transaction) throws -> Campaign? {
        try transaction.query("SELECT value FROM campaign WHERE id = $1", [.text(id.text)]).first.map {
            try MessageJSON.decode(Campaign.self, from: $0.bytes(0))
        }
    }
}
