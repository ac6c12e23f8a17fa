import Store
import ValidationDomain
import Vocabulary

/// Whose requests are shown.
enum QueueScope: Hashable, Sendable {
    case all
    /// Of a service or an IA-DASEN.
    case departements([Departement])
    /// Of an IA-IPR: collèges whose sector a request is of.
    case colleges([UAI])
}

/// What is looked for in the queue.
struct QueueFilter: Hashable, Sendable {
    var departement: Departement?
    var state: QueueState?
    var rule: RuleID?
    var isLate: Bool?
    var themeClass: ThemeClassID?
    var isDuplicate: Bool?
    var placement: Placement.Stage?
    /// Of the last request of the page before.
    var after: String?
    /// 1 to 500.
    var limit = 100
}

/// A line of the queue.
struct QueueRow: Hashable, Sendable {
    var request: String
    var revision: Int64
    var state: QueueState
    var requestRevision: Int64
    var receivedAt: Instant
    var title: String
    var outcome: String?
    var themeClass: String?
    var priority: Int64?
    var placement: String
    var isLate: Bool
    var hasDuplicates: Bool
    var clock: ExaminationClock
}

/// Reads the queue in the order in which requests came.
struct QueueQuery {
    private var conditions: [String] = []
    private var values: [SQLValue] = []

    /// As they are shown: to an IA-IPR a decision and its dates only once they are released (Y3).
    private var state = "q.state"
    private var placement = "q.placement"

    init(_ filter: QueueFilter, scope: QueueScope) {
        see(scope)
        if case .colleges = scope {
            let untold = QueueState.allCases.filter { $0.untold != $0 }.map { "'\($0.rawValue)'" }
            state = "CASE WHEN q.state IN (\(untold.joined(separator: ", "))) THEN 'examination' ELSE q.state END"
            placement = "CASE WHEN q.state = 'released' THEN q.placement ELSE 'none' END"
        }
        if let departement = filter.departement { isOf("queue_departement", "departement", [departement.text]) }
        if let state = filter.state { add("\(self.state) = \(place(.text(state.rawValue)))") }
        if let rule = filter.rule { isOf("queue_rule", "rule", [rule.rawValue]) }
        if let isLate = filter.isLate { add("q.is_late = \(place(.integer(isLate ? 1 : 0)))") }
        if let themeClass = filter.themeClass { add("q.theme_class = \(place(.text(themeClass.text)))") }
        if let placement = filter.placement { add("\(self.placement) = \(place(.text(placement.rawValue)))") }
        if let isDuplicate = filter.isDuplicate { add("\(isDuplicate ? "" : "NOT ")\(Self.hasDuplicates)") }
        if let after = filter.after {
            let last = place(.text(after))
            add(
                """
                (q.received_at, q.request) >
                (SELECT last.received_at, last.request FROM queue_request last WHERE last.request = \(last))
                """)
        }
    }

    private mutating func see(_ scope: QueueScope) {
        switch scope {
        case .all: break
        case .departements(let departements):
            isOf("queue_departement", "departement", departements.map(\.text))
        case .colleges(let colleges): isOf("queue_sector", "sector", colleges.map(\.text))
        }
    }

    private mutating func isOf(_ table: String, _ column: String, _ texts: [String]) {
        guard !texts.isEmpty else {
            add("1 = 0")
            return
        }
        let places = texts.map { place(.text($0)) }.joined(separator: ", ")
        add("EXISTS (SELECT 1 FROM \(table) o WHERE o.request = q.request AND o.\(column) IN (\(places)))")
    }

    private mutating func place(_ value: SQLValue) -> String {
        values.append(value)
        return "$\(values.count)"
    }

    private mutating func add(_ condition: String) { conditions.append(condition) }

    /// Another open request of the same campaign, of a sector that this one is of too.
    private static let hasDuplicates = """
        EXISTS (SELECT 1 FROM queue_sector mine JOIN queue_sector theirs ON theirs.sector = mine.sector
            JOIN queue_request other ON other.request = theirs.request
            WHERE mine.request = q.request AND other.request <> q.request AND other.campaign = q.campaign
            AND other.is_open = 1 AND q.is_open = 1)
        """

    private var condition: String { conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND ") }

    mutating func rows(limit: Int, in transaction: any Transaction) throws -> [QueueRow] {
        let limit = place(.integer(Int64(limit)))
        return try transaction.query(
            """
            SELECT q.request, q.revision, \(state), q.request_revision, q.received_at, q.title, q.outcome,
                q.theme_class, q.priority, \(placement), q.is_late, q.clock_counted, q.clock_since,
                CASE WHEN \(Self.hasDuplicates) THEN 1 ELSE 0 END
            FROM queue_request q
            \(condition)
            ORDER BY q.received_at, q.request LIMIT \(limit)
            """, values
        ).map(Self.row)
    }

    private static func row(_ row: Row) throws -> QueueRow {
        guard let state = QueueState(rawValue: try row.text(2)) else {
            throw StoreError(.unexpectedAnswer, operation: "read the queue", detail: "its state is unknown")
        }
        return QueueRow(
            request: try row.text(0), revision: try row.integer(1), state: state, requestRevision: try row.integer(3),
            receivedAt: Instant(milliseconds: try row.integer(4)), title: try row.text(5),
            outcome: try row.optionalText(6), themeClass: try row.optionalText(7),
            priority: try row.optionalInteger(8), placement: try row.text(9), isLate: try row.integer(10) == 1,
            hasDuplicates: try row.integer(13) == 1,
            clock: ExaminationClock(
                counted: try row.integer(11),
                runningSince: try row.optionalInteger(12).map { Instant(milliseconds: $0) }))
    }

    /// Open requests of a sector that this one is of too, that may be the same action asked twice (never merged).
    static func duplicates(
        of request: String, scope: QueueScope, in transaction: any Transaction
    ) throws -> [(request: String, state: QueueState)] {
        var query = QueueQuery(QueueFilter(), scope: scope)
        let own = query.place(.text(request))
        query.add("q.is_open = 1 AND q.request <> \(own)")
        query.add("q.campaign = (SELECT campaign FROM queue_request WHERE request = \(own))")
        query.add(
            """
            EXISTS (SELECT 1 FROM queue_sector mine JOIN queue_sector theirs ON theirs.sector = mine.sector
                WHERE mine.request = \(own) AND theirs.request = q.request)
            """)
        return try transaction.query(
            "SELECT q.request, \(query.state) FROM queue_request q \(query.condition) ORDER BY q.request LIMIT 50",
            query.values
        ).compactMap { row in
            guard let state = QueueState(rawValue: try row.text(1)) else { return nil }
            return (try row.text(0), state)
        }
    }

    /// Requests to be judged by the revision that stands: they waited for it, or were judged by an older one.
    static func toJudge(
        campaign: String, revision: Int64, limit: Int, in transaction: any Transaction
    ) throws -> [(request: String, requestRevision: Int64)] {
        try transaction.query(
            """
            SELECT request, request_revision FROM queue_request
            WHERE campaign = $1 AND is_judged_again = 1 AND judged_on < $2 AND named_on <= $2
            ORDER BY request LIMIT $3
            """, [.text(campaign), .integer(revision), .integer(Int64(limit))]
        ).map { (try $0.text(0), try $0.integer(1)) }
    }
}
