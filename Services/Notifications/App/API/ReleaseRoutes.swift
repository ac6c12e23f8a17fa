import Foundation
import Messages
import NotificationsDomain
import Pages
import ServiceKit
import Store
import Vocabulary

/// « bon à envoyer »: the Dfie lets letters go, one or many, each as it was read.
enum ReleaseRoutes {
    struct Asked: Codable, Sendable {
        /// A list, or « all » with a kind.
        var letters: Letters
        var kind: LetterKind?

        enum Letters: Codable, Sendable {
            case all
            case these([ReleasedLetter])

            init(from decoder: any Decoder) throws {
                let container = try decoder.singleValueContainer()
                if let word = try? container.decode(String.self) {
                    guard word == "all" else {
                        throw DecodingError.dataCorruptedError(in: container, debugDescription: "neither a list nor all")
                    }
                    self = .all
                } else {
                    self = .these(try container.decode([ReleasedLetter].self))
                }
            }

            func encode(to encoder: any Encoder) throws {
                var container = encoder.singleValueContainer()
                switch self {
                case .all: try container.encode("all")
                case .these(let letters): try container.encode(letters)
                }
            }
        }
    }

    /// One letter of those that the command is about.
    struct Item: Codable, Hashable, Sendable {
        var aggregate: String
        var letter: ReleasedLetter
    }

    struct Outcome: Codable, Hashable, Sendable {
        enum Status: String, Codable, Hashable, Sendable {
            case released, alreadyReleased, stale, void, failed, notFound
        }

        var letter: LetterID
        var status: Status
        /// Why not, in French.
        var problem: String?
    }

    struct Outcomes: Codable, Hashable, Sendable { var outcomes: [Outcome] }

    private struct Nothing: Codable {}

    static let most = 2000

    static func add(to routes: inout RouteTable, _ desk: CommandDesk<NotificationsDefinition>) {
        // « bon à envoyer » for some letters, or for all of a kind that wait now; answers an outcome for each.
        routes.post("/letters/release", access: .any(of: .dfie)) { request in
            let acting = try request.acting(as: [.dfie])
            let (body, asked) = try await request.asked(Asked.self)
            return try await request.blocking { try .json(try release(body, asked, acting, desk)) }
        }
        // Tries a letter again that failed for good.
        routes.post("/letters/{letter}/again", access: .any(of: .dfie)) { request in
            let acting = try request.acting(as: [.dfie])
            let text = request.parameter("letter")
            let (_, asked) = try await request.asked(Nothing.self)
            return try await request.blocking { try again(text, asked, acting, desk) }
        }
    }

    // MARK: Release

    private static func release(
        _ body: Asked, _ asked: ServiceKit.Asked, _ acting: Acting, _ desk: CommandDesk<NotificationsDefinition>
    ) throws -> Outcomes {
        let items = try keptItems(body, asked, acting, desk)
        var outcomes: [LetterID: Outcome] = [:]
        for (aggregate, items) in Dictionary(grouping: items, by: \.aggregate).sorted(by: { $0.key < $1.key }) {
            let letters = items.map(\.letter)
            let part = asked.command(
                on: aggregate, NotificationsInput(aggregate, .release(letters, by: acting.actor)), by: acting,
                part: aggregate, correlation: aggregate)
            let outcome = try desk.take(part) { events, state, _ in
                try answer(Outcomes(outcomes: letters.map { Self.outcome(of: $0, events, state) }))
            }
            for one in try kept(Outcomes.self, outcome).outcomes { outcomes[one.letter] = one }
        }
        let named: [LetterID]
        if case .these(let letters) = body.letters { named = letters.map(\.letter) } else { named = items.map(\.letter.letter) }
        return Outcomes(
            outcomes: named.map {
                outcomes[$0] ?? Outcome(letter: $0, status: .notFound, problem: Texts.outcome(.notFound))
            })
    }

    /// The letters that the command is about, as they were found when it came first: the same key finds the same.
    private static func keptItems(
        _ body: Asked, _ asked: ServiceKit.Asked, _ acting: Acting, _ desk: CommandDesk<NotificationsDefinition>
    ) throws -> [Item] {
        let items = try desk.reading { try Self.items(body, in: $0) }
        let command = asked.command(
            on: AggregateName.bulk, NotificationsInput(AggregateName.bulk, .nothing), by: acting)
        return try kept([Item].self, try desk.take(command) { _, _, _ in try answer(items) })
    }

    private static func items(_ body: Asked, in transaction: any Transaction) throws -> [Item] {
        switch body.letters {
        case .these(let letters):
            guard letters.count <= most else { throw tooMany }
            let rows = try LetterTable.rows(letters.map(\.letter), in: transaction)
            let aggregates = Dictionary(rows.map { ($0.letter, $0.aggregate) }) { first, _ in first }
            return letters.compactMap { letter in
                aggregates[letter.letter].flatMap { AggregateName.isRequest($0) ? Item(aggregate: $0, letter: letter) : nil }
            }
        case .all:
            guard let kind = body.kind else {
                throw Problem.invalid([
                    FieldError(field: "kind", message: "Avec « all », nommez la nature des courriers à envoyer.")
                ])
            }
            return try transaction.query(
                "SELECT \(LetterTable.columns) FROM letter WHERE status = 'waiting' AND kind = $1 ORDER BY letter LIMIT \(most)",
                [.text(kind.rawValue)]
            ).map(LetterTable.row).map { row in
                Item(
                    aggregate: row.aggregate,
                    letter: ReleasedLetter(
                        letter: row.letter, campaignRevision: row.campaignRevision, requestRevision: row.requestRevision))
            }
        }
    }

    private static var tooMany: Problem {
        .invalid([FieldError(field: "letters", message: "Au plus \(most) courriers à la fois.")])
    }

    private static func outcome(
        of asked: ReleasedLetter, _ events: [NotificationsEvent], _ state: NotificationsState
    ) -> Outcome {
        let isReleased = events.contains { event in
            if case .released(let message) = event { message.letters.contains(asked) } else { false }
        }
        let status: Outcome.Status =
            if isReleased {
                .released
            } else {
                switch state.letter(asked.letter)?.status {
                case .waiting: .stale
                case .sendable, .taken, .sent: .alreadyReleased
                case .void: .void
                case .failed: .failed
                case nil: .notFound
                }
            }
        return Outcome(letter: asked.letter, status: status, problem: Texts.outcome(status))
    }

    // MARK: Again

    private static func again(
        _ text: String, _ asked: ServiceKit.Asked, _ acting: Acting, _ desk: CommandDesk<NotificationsDefinition>
    ) throws -> PageResponse {
        guard let letter = try? LetterID(text),
            let row = try desk.reading({ try LetterTable.rows([letter], in: $0).first })
        else { throw Problem.notFound }
        let command = asked.command(
            on: row.aggregate, NotificationsInput(row.aggregate, .again(letter)), by: acting,
            correlation: AggregateName.isRequest(row.aggregate) ? row.aggregate : nil)
        let response = try desk.take(command) { events, state, _ in
            guard let status = state.letter(letter)?.status, !events.isEmpty else {
                return Answer(status: 409, body: Array(Problem.conflict(Texts.notFailed).body))
            }
            return try answer(["state": status.rawValue])
        }.response()
        guard response.status < 400 else { throw Problem.conflict(Texts.notFailed) }
        return response
    }

    // MARK: Answers

    private static func answer(_ value: some Encodable) throws -> Answer {
        Answer(status: 200, body: Array(try PageResponse.json(value).body))
    }

    private static func kept<Value: Decodable>(_ type: Value.Type, _ outcome: CommandOutcome) throws -> Value {
        try JSONDecoder().decode(type, from: try outcome.response().body)
    }
}
