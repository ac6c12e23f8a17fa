import Messages
import Pages
import ServiceKit
import Store
import ValidationDomain
import Vocabulary

/// The queue, and what stands of one request.
enum QueueAPI {
    static func add(to routes: inout RouteTable, _ desk: ValidationDesk) {
        routes.get(
            "/queue", access: .readers,
            describing: RouteNote(
                summary: "Requests that the caller sees, in the order in which they came.", parameters: parameters,
                answers: [.json(200, "A page of them.", QueuePage.self)])
        ) { request in
            let acting = try request.acting(as: Acting.readers)
            let filter = try filter(request.query)
            return try await request.blocking { try .json(desk.queue(filter, by: acting)) }
        }
        routes.get(
            "/queue/{request}", access: .readers,
            describing: RouteNote(
                summary: "One request with all that a decision needs: verdict, duplicates, votes, sessions, history.",
                parameters: [.path("request", RequestID.self, "Its number.")],
                answers: [.json(200, "The request.", RequestView.self)])
        ) { request in
            let acting = try request.acting(as: Acting.readers)
            let id = request.parameter("request")
            return try await request.blocking { try .json(desk.view(id, by: acting)) }
        }
    }

    private static let parameters: [RouteParameter] = [
        .query("departement", Departement.self, "That concerns this département."),
        .query("state", oneOf: QueueState.allCases.map(\.rawValue), "That stands so."),
        .query("rule", oneOf: RuleID.allCases.map(\.rawValue), "In which this rule found something."),
        .query("late", oneOf: ["true", "false"], "That came after the month of requests (F6)."),
        .query("class", ThemeClassID.self, "Of this theme class, settled or proposed (H4)."),
        .query("duplicate", oneOf: ["true", "false"], "With another open request of a same sector."),
        .query("placement", oneOf: Placement.Stage.allCases.map(\.rawValue), "Whose sessions have come so far."),
        .query("limit", in: 1...500, "At most so many; 100 where nothing is said."),
        .query("after", RequestID.self, "What comes after this one: `next` of the page before."),
    ]

    private static func filter(_ query: QueryParameters) throws -> QueueFilter {
        try query.only(
            "departement", "state", "rule", "late", "class", "duplicate", "placement", "limit", "after")
        var filter = QueueFilter()
        filter.departement = try value("departement", query) { try Departement($0) }
        filter.state = try value("state", query) { try choice(QueueState.self, $0) }
        filter.rule = try value("rule", query) { try choice(RuleID.self, $0) }
        filter.isLate = try value("late", query, flag)
        filter.themeClass = try value("class", query) { try ThemeClassID($0) }
        filter.isDuplicate = try value("duplicate", query, flag)
        filter.placement = try value("placement", query) { try choice(Placement.Stage.self, $0) }
        filter.after = try value("after", query) { try RequestID($0).text }
        filter.limit = Int(try query.number("limit", in: 1...500, default: 100))
        return filter
    }

    private static func value<Value>(
        _ name: String, _ query: QueryParameters, _ read: (String) throws -> Value
    ) throws -> Value? {
        guard let text = query[name], !text.isEmpty else { return nil }
        do {
            return try read(text)
        } catch {
            let message = (error as? ValueError)?.sentence ?? "\(error)"
            throw Problem.invalid([Pages.FieldError(field: name, value: text, message: message)])
        }
    }

    private struct NoChoice: Error, CustomStringConvertible {
        var description: String
    }

    private static func choice<Choice: RawRepresentable & CaseIterable>(
        _ type: Choice.Type, _ text: String
    ) throws -> Choice where Choice.RawValue == String {
        guard let choice = Choice(rawValue: text) else {
            throw NoChoice(description: "On attend " + Choice.allCases.map(\.rawValue).joined(separator: ", ") + ".")
        }
        return choice
    }

    private static func flag(_ text: String) throws -> Bool {
        guard let flag = Bool(text) else { throw NoChoice(description: "On attend true ou false.") }
        return flag
    }
}

extension CommandDesk<ValidationDefinition> {
    fileprivate func queue(_ filter: QueueFilter, by acting: Acting) throws -> QueuePage {
        // One more than asked tells whether there is a next page.
        var query = QueueQuery(filter, scope: acting.scope)
        let rows = try opened { try query.rows(limit: filter.limit + 1, in: $0) }
        let now = clock.now
        let shown = rows.prefix(filter.limit).map { QueueLine($0, at: now) }
        return QueuePage(requests: shown, next: rows.count > filter.limit ? shown.last?.request : nil)
    }

    fileprivate func view(_ id: String, by acting: Acting) throws -> RequestView {
        let (state, revision) = try request(id, by: acting)
        return try opened { transaction in
            let world = try step.definition.world(ofRequest: id, in: transaction)
            let duplicates = try QueueQuery.duplicates(of: id, scope: acting.scope, in: transaction).map {
                PossibleDuplicate(request: $0.request, state: $0.state, stateText: $0.state.french)
            }
            let view = RequestView(
                state, request: id, revision: revision,
                proposed: world.campaign.flatMap {
                    Settlement.proposed(by: state.form, in: $0.campaign, places: decider.places)
                }, duplicates: duplicates, history: try history(of: id, in: transaction), at: clock.now)
            return acting.learnsAtRelease && !state.isReleased ? view.untold : view
        }
    }

    /// Reads, once the store is open.
    func opened<Result>(_ read: (any Transaction) throws -> Result) throws -> Result {
        guard isOpen else {
            throw Problem.unavailable("The store isn't open yet. Send the same request again.", retryAfter: .seconds(2))
        }
        return try step.database.read(read)
    }

    /// What happened to an aggregate, in order, without persons.
    func history(of aggregate: String, in transaction: any Transaction) throws -> [HistoryLine] {
        var revision: Int64 = 0
        return try transaction.query(
            "SELECT written_at, type, actor FROM journal WHERE aggregate = $1 ORDER BY version LIMIT 1000",
            [.text(aggregate)]
        ).compactMap { row in
            let type = try row.text(1)
            if !History.unseen.contains(type) { revision += 1 }
            guard let what = History.french(type) else { return nil }
            let parts = try row.optionalText(2)?.split(separator: " ").map(String.init)
            return HistoryLine(
                revision: revision, at: Timestamp(Instant(milliseconds: try row.integer(0))), type: type,
                what: what, by: parts.flatMap { $0.count == 3 ? "\($0[0]) \($0[1])" : nil })
        }
    }
}
