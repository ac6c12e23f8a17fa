import Messages
import Rulebook
import Store
import ValidationDomain
import Vocabulary

/// The examiners' queue as rows, written in the step that decides: a request's state, and what it is looked for by.
enum QueueTable {
    static func campaign(of request: String, in transaction: any Transaction) throws -> String? {
        try transaction.query("SELECT campaign FROM queue_request WHERE request = $1", [.text(request)]).first?.text(0)
    }

    static func write(
        _ state: RequestState, revision: Int64, id: String, after event: ValidationEvent, places: any Places,
        in transaction: any Transaction
    ) throws {
        switch event {
        // They change nothing that the rows show.
        case .note(.passedOver), .note(.letter): return
        default: break
        }
        try writeRow(state, revision: revision, id: id, in: transaction)
        switch event {
        case .note(.submitted), .note(.amended):
            let sectors = state.form.groups.flatMap(\.establishments).compactMap {
                places.establishment($0)?.sector?.text
            }
            try replace("queue_departement", "departement", state.departements.map(\.text), of: id, in: transaction)
            try replace("queue_sector", "sector", sectors, of: id, in: transaction)
        case .note(.judged):
            try replace("queue_rule", "rule", state.breaches.map(\.rule.rawValue), of: id, in: transaction)
        case .note, .decision, .campaign: break
        }
    }

    private static func writeRow(
        _ state: RequestState, revision: Int64, id: String, in transaction: any Transaction
    ) throws {
        let isJudgedAgain = state.phase == .awaitingCampaign || state.phase == .examination
        let judgedOn = state.phase == .awaitingCampaign ? 0 : state.judgement?.campaignRevision.number ?? 0
        let channel: String
        if case .known(let known) = state.channel { channel = known.rawValue } else { channel = "?" }
        try transaction.execute(
            """
            INSERT INTO queue_request (request, campaign, state, request_revision, received_at, channel, title,
                outcome, theme_class, priority, placement, is_late, is_open, is_judged_again, named_on, judged_on,
                clock_counted, clock_since, revision)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
            ON CONFLICT (request) DO UPDATE SET campaign = excluded.campaign, state = excluded.state,
                request_revision = excluded.request_revision, received_at = excluded.received_at,
                channel = excluded.channel, title = excluded.title, outcome = excluded.outcome,
                theme_class = excluded.theme_class, priority = excluded.priority, placement = excluded.placement,
                is_late = excluded.is_late, is_open = excluded.is_open,
                is_judged_again = excluded.is_judged_again, named_on = excluded.named_on,
                judged_on = excluded.judged_on, clock_counted = excluded.clock_counted,
                clock_since = excluded.clock_since, revision = excluded.revision
            """,
            [
                .text(id), .text(state.campaign.text), .text(state.queueState.rawValue),
                .integer(Int64(state.requestRevision.number)), .integer(state.receivedAt.milliseconds), .text(channel),
                .text(state.form.theme.title.text), SQLValue(state.judgement?.verdict.outcome.rawValue),
                SQLValue((state.settlement?.themeClass ?? state.form.theme.proposedClass)?.text),
                SQLValue(state.settlement.map { Int64($0.priority) }), .text(state.placement.stage.rawValue),
                .integer(state.lateBreaches.isEmpty ? 0 : 1), .integer(state.hasEnded ? 0 : 1),
                .integer(isJudgedAgain ? 1 : 0), .integer(Int64(state.namedCampaignRevision.number)),
                .integer(Int64(judgedOn)), .integer(state.clock.counted),
                SQLValue(state.clock.runningSince?.milliseconds), .integer(revision),
            ])
    }

    private static func replace(
        _ table: String, _ column: String, _ values: [String], of request: String, in transaction: any Transaction
    ) throws {
        try transaction.execute("DELETE FROM \(table) WHERE request = $1", [.text(request)])
        try transaction.executeEach(
            "INSERT INTO \(table) (request, \(column)) VALUES ($1, $2)",
            Set(values).sorted().map { [.text(request), .text($0)] })
    }
}
