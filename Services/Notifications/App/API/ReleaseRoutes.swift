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
        /// Each as it was read; or `"all"`, with a kind: those of it that wait now.
        var letters: Open<[ReleasedLetter]>
        /// Of `"all"`.
        var kind: LetterKind?
    }

    /// One letter of those that the command is about.
    struct Item: Codable, Hashable, Sendable {
        var aggregate: String
        var letter: ReleasedLetter
    }

    struct Outcome: Codable, Hashable, Sendable {
        enum Status: String, Codable, Hashable, Sendable, CaseIterable {
            case released, alreadyReleased, stale, void, failed, notFound
        }

        var letter: LetterID
        var status: Status
        /// Why not, in French.
        var problem: String?
    }

    struct Outcomes: Codable, Hashable, Sendable { var outcomes: [Outcome] }

    struct Again: Codable, Hashable, Sendable { var state: LetterEntry.Status }

    struct AgainAsked: Codable, Hashable, Sendable {
        /// The attempt that was seen to fail; another one since is a conflict.
        var attempt: Int?
    }

    static let most = 2000

    static func add(to routes: inout RouteTable, _ desk: CommandDesk<NotificationsDefinition>) {
        routes.post(
            "/letters/release", access: .any(of: .dfie),
            describing: RouteNote(
                summary: "Lets letters go (« bon à envoyer »), each as it was read; answers an outcome for each.",
                detail:
                    "`letters` is a list, or the word `all` with a `kind`: all of that kind that wait now. The same key "
                    + "finds the same letters again.",
                body: .json(Asked.self), answers: [.json(200, "An outcome for each letter.", Outcomes.self)])
        ) { request in
            let acting = try request.acting(as: [.dfie])
            let (body, asked) = try await request.asked(Asked.self)
            return try await request.blocking { try .json(try release(body, asked, acting, desk)) }
        }
        routes.post(
            "/letters/{letter}/again", access: .any(of: .dfie),
            describing: RouteNote(
                summary: "Tries a letter again that failed for good, once the directory was mended.",
                parameters: [.path("letter", LetterID.self, "The letter.")],
                body: .json(AgainAsked.self),
                answers: [
                    .json(200, "It goes again.", Again.self),
                    .problem(409, "It hasn't failed, or was tried again since."),
                ])
        ) { request in
            let acting = try request.acting(as: [.dfie])
            let text = request.parameter("letter")
            let (body, asked) = try await request.asked(AgainAsked.self)
            return try await request.blocking { try again(text, body, asked, acting, desk) }
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
        let named = body.letters.value.map { $0.map(\.letter) } ?? items.map(\.letter.letter)
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
        case .known(let letters):
            guard letters.count <= most else { throw tooMany }
            let rows = try LetterTable.rows(letters.map(\.letter), in: transaction)
            let aggregates = Dictionary(rows.map { ($0.letter, $0.aggregate) }) { first, _ in first }
            return letters.compactMap { letter in
                aggregates[letter.letter].flatMap {
                    AggregateName.isRequest($0) ? Item(aggregate: $0, letter: letter) : nil
                }
            }
        case .unknown(.text("all")):
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
                        letter: row.letter, campaignRevision: row.campaignRevision, requestRevision: row.requestRevision
                    ))
            }
        case .unknown:
            throw Problem.invalid([
                FieldError(
                    field: "letters",
                    message: "Une liste de {letter, campaignRevision, requestRevision}, ou « all » avec « kind ».")
            ])
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
        _ text: String, _ body: AgainAsked, _ asked: ServiceKit.Asked, _ acting: Acting,
        _ desk: CommandDesk<NotificationsDefinition>
    ) throws -> PageResponse {
        guard let letter = try? LetterID(text),
            let row = try desk.reading({ try LetterTable.rows([letter], in: $0).first })
        else { throw Problem.notFound }
        let command = asked.command(
            on: row.aggregate, NotificationsInput(row.aggregate, .again(letter, attempt: body.attempt)), by: acting,
            correlation: AggregateName.isRequest(row.aggregate) ? row.aggregate : nil)
        let response = try desk.take(command) { events, state, _ in
            guard let status = state.letter(letter)?.status, !events.isEmpty else {
                return Answer(status: 409, body: Array(Problem.conflict(Texts.notFailed).body))
            }
            return try answer(Again(state: status))
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
