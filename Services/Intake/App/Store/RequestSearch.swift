import IntakeDomain
import ServiceKit
import Store
import Vocabulary

/// A list of requests that somebody may see, a page at a time, in the order of their numbers.
struct RequestSearch {
    /// Who asks sees what has one of these keys; nil: all that was sent.
    var anyOf: (RequestTable.Key, [String])?
    /// Whose drafts are listed too.
    var owner: String?
    var stage: Stage?
    var departement: Departement?
    var campaign: CampaignID?
    var after: String
    var limit: Int64

    func lines(in transaction: any Transaction) throws -> [RequestTable.Line] {
        var values: [SQLValue] = []
        func place(_ value: SQLValue) -> String {
            values.append(value)
            return "$\(values.count)"
        }
        // In order of first use: SQLite binds by name, PostgreSQL by number.
        var conditions = ["v.request > \(place(.text(after)))"]
        if let (key, held) = anyOf {
            var visible: [String] = []
            if let owner { visible.append("(v.owner = \(place(.text(owner))) AND v.stage = 'draft')") }
            if !held.isEmpty {
                let kind = place(.text(key.rawValue))
                let list = held.map { place(.text($0)) }.joined(separator: ", ")
                visible.append(
                    """
                    EXISTS (SELECT 1 FROM request_key k WHERE k.request = v.request AND k.kind = \(kind)
                        AND k.value IN (\(list)))
                    """)
            }
            conditions.append(visible.isEmpty ? "1 = 0" : "(\(visible.joined(separator: " OR ")))")
        }
        if owner == nil { conditions.append("v.stage <> 'draft'") }
        if let stage { conditions.append("v.stage = \(place(.text(stage.rawValue)))") }
        if let campaign { conditions.append("v.campaign = \(place(.text(campaign.text)))") }
        if let departement {
            conditions.append(
                """
                EXISTS (SELECT 1 FROM request_key d WHERE d.request = v.request AND d.kind = 'departement'
                    AND d.value = \(place(.text(departement.text))))
                """)
        }
        return try transaction.query(
            """
            SELECT v.request, v.stage, v.title, v.campaign, v.revision, v.received_at, v.changed_at
            FROM request_view v WHERE \(conditions.joined(separator: " AND "))
            ORDER BY v.request LIMIT \(place(.integer(limit)))
            """, values
        ).map { row in
            RequestTable.Line(
                request: try RequestID(row.text(0)), stage: Stage(rawValue: try row.text(1)) ?? .examination,
                title: try row.text(2), campaign: try row.optionalText(3), revision: try row.integer(4),
                receivedAt: try row.optionalInteger(5).map(Instant.init(milliseconds:)),
                changedAt: try row.optionalInteger(6).map(Instant.init(milliseconds:)))
        }
    }
}
