import Messages
import NotificationsDomain
import ServiceKit
import Store
import Vocabulary

/// Every letter: what lists and previews show, what the sender takes.
struct LetterRow: Sendable {
    var letter: LetterID
    var aggregate: String
    var kind: LetterKind
    var to: Function
    var status: LetterEntry.Status
    var waits: Bool
    var campaignRevision: Revision
    var requestRevision: Revision
    var departements: [Departement]
    var preparedAt: Instant
    var sentAt: Instant?
    var attempt: Int
    var supersedes: String?
    var failure: String?
    var documentHash: ContentHash
}

enum LetterTable {
    static let columns = """
        letter, aggregate, kind, recipient, status, waits, campaign_revision, request_revision, departements,
        prepared_at, sent_at, attempt, supersedes, failure, document_hash
        """

    static func row(_ row: Row) throws -> LetterRow {
        guard let kind = LetterKind(rawValue: try row.text(2)),
            let status = LetterEntry.Status(rawValue: try row.text(4))
        else {
            throw StoreError(.unexpectedAnswer, operation: "read a letter", detail: "its kind or status is unknown")
        }
        return LetterRow(
            letter: try LetterID(try row.text(0)), aggregate: try row.text(1), kind: kind,
            to: try Function(try row.text(3)), status: status, waits: try row.integer(5) != 0,
            campaignRevision: try Revision(Int(try row.integer(6))),
            requestRevision: try Revision(Int(try row.integer(7))),
            departements: DepartementList.read(try row.text(8)), preparedAt: Instant(milliseconds: try row.integer(9)),
            sentAt: try row.optionalInteger(10).map { Instant(milliseconds: $0) }, attempt: Int(try row.integer(11)),
            supersedes: try row.optionalText(12), failure: try row.optionalText(13),
            documentHash: try ContentHash(try row.text(14)))
    }

    static func rows(_ letters: [LetterID], in transaction: any Transaction) throws -> [LetterRow] {
        try transaction.queryEach(
            "SELECT \(columns) FROM letter WHERE letter = $1", letters.map { [.text($0.text)] }
        ).flatMap { try $0.map(row) }
    }

    static func paper(of letter: LetterID, in transaction: any Transaction) throws -> LetterPaper? {
        try transaction.query("SELECT document FROM letter WHERE letter = $1", [.text(letter.text)]).first?
            .optionalBytes(0).map { try LetterPaper(bytes: $0) }
    }

    /// Those that count as sent and that this spool was to hand over.
    static func sent(_ letters: [LetterID], by spool: String, in transaction: any Transaction) throws -> [LetterID] {
        try transaction.queryEach(
            "SELECT letter FROM letter WHERE letter = $1 AND status = 'sent' AND (spool IS NULL OR spool = $2)",
            letters.map { [.text($0.text), .text(spool)] }
        ).flatMap { try $0.map { try LetterID(try $0.text(0)) } }
    }

    // MARK: Writing

    static func project(
        _ event: NotificationsEvent, aggregate: String, state: NotificationsState, in transaction: any Transaction
    ) throws {
        switch event {
        case .prepared(let message, let paper):
            try insert(message, paper, aggregate: aggregate, state: state, in: transaction)
        case .released(let message):
            try set(message.letters.map(\.letter), to: .sendable, in: transaction)
        case .sent(let message):
            try transaction.execute(
                "UPDATE letter SET status = 'sent', attempt = $2, sent_at = $3, failure = NULL WHERE letter = $1",
                [
                    .text(message.letter.text), .integer(Int64(message.attempt)),
                    .integer(message.sentAt.instant.milliseconds),
                ])
        case .failed(let message):
            try transaction.execute(
                "UPDATE letter SET status = $2, attempt = $3, failure = $4 WHERE letter = $1",
                [
                    .text(message.letter.text), .text(message.isFinal ? "failed" : "sendable"),
                    .integer(Int64(message.attempt)), .text(message.why.value?.rawValue ?? "unknown"),
                ])
        case .noted(.taken(let letter, let attempt, _, let spool)):
            try transaction.execute(
                "UPDATE letter SET status = 'taken', attempt = $2, spool = $3 WHERE letter = $1",
                [.text(letter.text), .integer(Int64(attempt)), SQLValue(spool)])
        case .noted(.voided(let letters)): try set(letters, to: .void, in: transaction)
        case .noted(.again(let letter)): try set([letter], to: .sendable, in: transaction)
        case .noted: break
        }
    }

    private static func set(
        _ letters: [LetterID], to status: LetterEntry.Status, in transaction: any Transaction
    ) throws {
        try transaction.executeEach(
            "UPDATE letter SET status = $2 WHERE letter = $1",
            letters.map(\.text).sorted().map { [.text($0), .text(status.rawValue)] })
    }

    private static func insert(
        _ message: LetterPrepared, _ paper: LetterPaper?, aggregate: String, state: NotificationsState,
        in transaction: any Transaction
    ) throws {
        guard let kind = message.kind.value, let to = message.to?.value else { return }
        let departements =
            AggregateName.isRequest(aggregate) ? state.request.departements : to.departement.map { [$0] } ?? []
        try transaction.execute(
            """
            INSERT INTO letter (\(columns), number, document)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, NULL, 0, $11, NULL, $12, $13, $14)
            """,
            [
                .text(message.letter.text), .text(aggregate), .text(kind.rawValue), .text(to.text),
                .text(message.waitsForRelease ? "waiting" : "sendable"), .integer(message.waitsForRelease ? 1 : 0),
                .integer(Int64(message.campaignRevision.number)), .integer(Int64(message.requestRevision.number)),
                .text(DepartementList.text(departements)), .integer(paper?.preparedAt.instant.milliseconds ?? 0),
                SQLValue(message.supersedes?.text), .text(message.documentHash.text),
                .integer(Int64(state.letters.count)), SQLValue(try paper?.bytes()),
            ])
    }
}

/// `,01,69,`: a list of codes that both engines can look into.
enum DepartementList {
    static func text(_ departements: [Departement]) -> String {
        "," + departements.map { $0.text + "," }.joined()
    }

    static func read(_ text: String) -> [Departement] {
        text.split(separator: ",").compactMap { try? Departement(String($0)) }
    }

    static func pattern(_ departement: Departement) -> String { "%,\(departement),%" }
}
