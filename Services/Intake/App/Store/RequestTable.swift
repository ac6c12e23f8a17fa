import IntakeDomain
import Messages
import ServiceKit
import Store
import Vocabulary

/// Requests by what they are looked for: tracking number, pilots, départements, establishments, sectors.
enum RequestTable {
    enum Key: String {
        case pilot, departement, establishment, sector
    }

    /// A line of a list.
    struct Line: Hashable {
        var request: RequestID
        var stage: Stage
        var title: String
        var campaign: String?
        var revision: Int64
        var receivedAt: Instant?
        var changedAt: Instant?
    }

    static func save(
        _ request: RequestState, id: String, _ decider: IntakeDecider, formIsNew: Bool,
        in transaction: any Transaction
    ) throws {
        guard let tracking = request.tracking, let form = request.form else { return }
        let stage = request.stage
        try transaction.execute(
            """
            INSERT INTO request_view (request, tracking_number, campaign, owner, stage, is_open, title, revision,
                received_at, changed_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            ON CONFLICT (request) DO UPDATE SET campaign = excluded.campaign, stage = excluded.stage,
                is_open = excluded.is_open, title = excluded.title, revision = excluded.revision,
                received_at = excluded.received_at, changed_at = excluded.changed_at
            """,
            [
                .text(id), .text(tracking.text), SQLValue(request.campaign?.text),
                .text(request.owner?.text ?? ""), .text(stage.rawValue), .integer(stage.isOpen ? 1 : 0),
                .text(form.theme.title.text), .integer(request.revision),
                SQLValue(request.receivedAt?.instant.milliseconds),
                SQLValue(request.history.last?.at.instant.milliseconds),
            ])
        guard formIsNew else { return }
        try transaction.execute("DELETE FROM request_key WHERE request = $1", [.text(id)])
        try transaction.executeEach(
            "INSERT INTO request_key (kind, value, request) VALUES ($1, $2, $3)",
            keys(of: form, request.departements, decider).map { [.text($0.rawValue), .text($1), .text(id)] })
    }

    /// Each once, in order.
    private static func keys(
        of form: RequestForm, _ departements: [Departement], _ decider: IntakeDecider
    ) -> [(Key, String)] {
        let values: [(Key, [String])] = [
            (.departement, departements.map(\.text)),
            (.establishment, form.groups.flatMap(\.establishments).map(\.text)),
            (.pilot, form.pilots.map(\.function.text)),
            (.sector, decider.sectors(of: form).map(\.text)),
        ]
        return values.flatMap { key, values in Set(values).sorted().map { (key, $0) } }
    }

    static func save(_ link: ConsentLink, request: String, in transaction: any Transaction) throws {
        try transaction.execute(
            "INSERT INTO consent_link (token_hash, request) VALUES ($1, $2) ON CONFLICT (token_hash) DO NOTHING",
            [.text(link.tokenHash.text), .text(request)])
    }

    static func request(ofToken hash: ContentHash, in transaction: any Transaction) throws -> RequestID? {
        try transaction.query("SELECT request FROM consent_link WHERE token_hash = $1", [.text(hash.text)]).first
            .map { try RequestID($0.text(0)) }
    }

    static func request(tracked number: TrackingNumber, in transaction: any Transaction) throws -> RequestID? {
        try transaction.query("SELECT request FROM request_view WHERE tracking_number = $1", [.text(number.text)])
            .first.map { try RequestID($0.text(0)) }
    }

    /// The functions that a request's form names as pilots.
    static func pilots(of request: String, in transaction: any Transaction) throws -> [Function] {
        try transaction.query(
            "SELECT value FROM request_key WHERE request = $1 AND kind = 'pilot' ORDER BY value", [.text(request)]
        ).map { try Function($0.text(0)) }
    }

    /// Other open requests of the same campaign that share a sector: shown, never merged.
    static func duplicates(
        of sectors: [UAI], campaign: CampaignID?, but request: RequestID, in transaction: any Transaction
    ) throws -> [RequestID] {
        guard !sectors.isEmpty, let campaign else { return [] }
        let places = (0..<sectors.count).map { "$\($0 + 3)" }.joined(separator: ", ")
        return try transaction.query(
            """
            SELECT DISTINCT v.request FROM request_view v JOIN request_key k ON k.request = v.request
            WHERE v.campaign = $1 AND v.request <> $2 AND v.is_open = 1 AND k.kind = 'sector'
                AND k.value IN (\(places))
            ORDER BY v.request LIMIT 20
            """, [.text(campaign.text), .text(request.text)] + sectors.map { .text($0.text) }
        ).map { try RequestID($0.text(0)) }
    }
}
