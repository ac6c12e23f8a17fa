import NotificationsDomain
import Pages
import ServiceKit
import Store
import Vocabulary

/// A page of the list of letters.
struct LetterQuery: Sendable {
    var kind: LetterKind?
    var status: LetterEntry.Status?
    var request: String?
    var after: String?
    var limit: Int64

    static let names = ["kind", "state", "request", "limit", "after"]

    /// - Throws: `Problem` 400, 422.
    init(_ query: QueryParameters) throws {
        try query.only("kind", "state", "request", "limit", "after")
        kind = try Self.choice("kind", query, LetterKind.init, LetterKind.allCases.map(\.rawValue))
        status = try Self.choice(
            "state", query, LetterEntry.Status.init, LetterEntry.Status.allCases.map(\.rawValue))
        request = query["request"]
        after = query["after"]
        limit = try query.number("limit", in: 1...500, default: 100)
    }

    private static func choice<Value>(
        _ name: String, _ query: QueryParameters, _ make: (String) -> Value?, _ all: [String]
    ) throws -> Value? {
        guard let text = query[name] else { return nil }
        guard let value = make(text) else {
            throw Problem.invalid([
                FieldError(field: name, value: text, message: "Valeurs possibles : \(all.joined(separator: ", ")).")
            ])
        }
        return value
    }

    /// One more than asked for, so that it is known whether another page follows.
    func rows(_ sight: LetterSight, in transaction: any Transaction) throws -> [LetterRow] {
        var values: [SQLValue] = []
        var conditions: [String] = []
        func add(_ column: String, _ sign: String, _ text: String?) {
            guard let text else { return }
            values.append(.text(text))
            conditions.append("\(column) \(sign) $\(values.count)")
        }
        add("kind", "=", kind?.rawValue)
        add("status", "=", status?.rawValue)
        add("aggregate", "=", request)
        add("letter", ">", after)
        let seen = sight.condition(from: values.count + 1)
        conditions.append(seen.sql)
        values += seen.values
        return try transaction.query(
            """
            SELECT \(LetterTable.columns) FROM letter WHERE \(conditions.joined(separator: " AND "))
            ORDER BY letter LIMIT \(limit + 1)
            """, values
        ).map(LetterTable.row)
    }
}

/// A letter as the list shows it: functions and identifiers, no person.
struct LetterView: Codable, Hashable, Sendable {
    var letter: String
    /// nil for a digest.
    var request: String?
    var kind: LetterKind
    /// « accusé de réception ».
    var title: String
    var to: String
    var state: LetterEntry.Status
    var waitsForRelease: Bool
    var campaignRevision: Int
    var requestRevision: Int
    var preparedAt: String
    var sentAt: String?
    var attempt: Int
    var failure: String?
    var supersedes: String?
    var documentHash: String
    var preview: String

    init(_ row: LetterRow) {
        letter = row.letter.text
        request = AggregateName.isRequest(row.aggregate) ? row.aggregate : nil
        kind = row.kind
        title = row.kind.french
        to = row.to.text
        state = row.status
        waitsForRelease = row.waits
        campaignRevision = row.campaignRevision.number
        requestRevision = row.requestRevision.number
        preparedAt = row.preparedAt.rfc3339
        sentAt = row.sentAt?.rfc3339
        attempt = row.attempt
        failure = row.failure
        supersedes = row.supersedes
        documentHash = row.documentHash.text
        preview = "/lettres/\(row.letter)"
    }
}

struct LetterList: Codable, Hashable, Sendable {
    var letters: [LetterView]
    /// What `after` is to be for the next page; nil at the end.
    var next: String?
}
