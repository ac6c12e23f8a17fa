import Messages
import NotificationsDomain
import ServiceKit
import Store
import Vocabulary

/// Where requests stand, for digests, and which of them wait for a campaign.
enum RequestTable {
    static func campaign(of request: String, in transaction: any Transaction) throws -> String? {
        try transaction.query("SELECT campaign FROM request_view WHERE request = $1", [.text(request)]).first?
            .optionalText(0)
    }

    static func save(_ file: RequestFile, request: String, in transaction: any Transaction) throws {
        var campaign = file.campaign
        for case .request(.submitted(let message)) in file.awaited { campaign = campaign ?? message.campaign }
        let awaits = file.awaited.map(\.campaignRevision).min()
        try transaction.execute(
            """
            INSERT INTO request_view (request, campaign, departements, stage, awaits_revision)
            VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (request) DO UPDATE SET
                campaign = excluded.campaign, departements = excluded.departements, stage = excluded.stage,
                awaits_revision = excluded.awaits_revision
            """,
            [
                .text(request), SQLValue(campaign?.text), .text(DepartementList.text(file.departements)),
                .text(file.stage.rawValue), SQLValue(awaits.map { Int64($0.number) }),
            ])
    }

    /// Requests of which a fact waits and whose campaign is at least as new as that fact, with the campaign's revision.
    static func waiting(in transaction: any Transaction) throws -> [(request: String, revision: Int64)] {
        try transaction.query(
            """
            SELECT request_view.request, campaign.revision FROM request_view
            JOIN campaign ON campaign.campaign = request_view.campaign
            WHERE request_view.awaits_revision IS NOT NULL AND request_view.awaits_revision <= campaign.revision
            ORDER BY request_view.request LIMIT 1000
            """, []
        ).map { (try $0.text(0), try $0.integer(1)) }
    }

    /// What a staff function's digest counts: a service its département's requests, the Dfie all, and the letters.
    static func figures(for function: Function, in transaction: any Transaction) throws -> DigestFigures {
        let pattern = function.departement.map(DepartementList.pattern) ?? "%"
        var figures = DigestFigures()
        for row in try transaction.query(
            "SELECT stage, COUNT(*) FROM request_view WHERE campaign IS NOT NULL AND departements LIKE $1 GROUP BY stage",
            [.text(pattern)])
        {
            guard let stage = RequestFile.Stage(rawValue: try row.text(0)) else { continue }
            figures.stages[stage] = Int(try row.integer(1))
        }
        guard function == .dfie else { return figures }
        for row in try transaction.query(
            "SELECT status, COUNT(*) FROM letter WHERE status IN ('waiting', 'failed') GROUP BY status", [])
        {
            let count = Int(try row.integer(1))
            if try row.text(0) == "waiting" { figures.awaitingRelease = count } else { figures.failed = count }
        }
        return figures
    }
}
