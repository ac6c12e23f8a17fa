import IntakeDomain
import Messages
import Pages
import ServiceKit
import Store
import Vocabulary

struct TermBody: Codable {
    var person: PersonID
    var name: PersonName
    /// Absent where letters go by paper.
    var mail: MailAddress?
    /// Last day, where it is known.
    var until: CivilDate?
}

/// The directory: kept by the Dfie, and by each service for its own département.
extension IntakeRoutes {
    func addDirectory(to routes: inout RouteTable) {
        routes.get(
            "/functions", access: .keepers,
            describing: RouteNote(
                summary: "Terms of functions with names and mails.",
                parameters: [
                    .query("departement", Departement.self, "Only of this département; a service sees its own."),
                    .query("limit", in: 1...500, "At most so many."),
                    .query("after", "What the page before gave as next."),
                ], answers: [.json(200, "A page of them.", TermListView.self)])
        ) { request in
            let acting = try request.acting(as: [.dfie, .service])
            try request.query.only("departement", "limit", "after")
            let limit = try request.query.number("limit", in: 1...500, default: 100)
            let asked: Departement? = try request.query.value("departement")
            if let asked, !acting.concerns([asked]) { throw Problem.notFound }
            let departement = acting.role == .service ? asked ?? acting.departements.sorted().first : asked
            let after = (request.query["after"] ?? "").split(separator: "|", maxSplits: 1).map(String.init)
            return try await request.blocking {
                var lines = try desk.read {
                    try DirectoryTable.lines(
                        departement: departement, after: (after.first ?? "", after.count > 1 ? after[1] : ""),
                        limit: limit + 1, in: $0)
                }
                let more = lines.count > Int(limit)
                if more { lines.removeLast() }
                return try .json(
                    TermListView(
                        terms: lines.map(TermView.init),
                        next: more ? lines.last.map { "\($0.function)|\($0.from)" } : nil))
            }
        }
        routes.get(
            "/functions/{function}", access: .keepers,
            describing: RouteNote(
                summary: "Who holds a function from when to when.",
                parameters: [.path("function", Function.self, "The function.")],
                answers: [.json(200, "Its terms.", TermListView.self)])
        ) { request in
            let acting = try request.acting(as: [.dfie, .service])
            try request.query.only()
            let function = try request.parameter("function", as: Function.self)
            guard keeps(acting, function) else { throw Problem.notFound }
            return try await request.blocking {
                let lines = try desk.read { try DirectoryTable.lines(function: function, limit: 500, in: $0) }
                guard !lines.isEmpty else { throw Problem.notFound }
                return try .json(TermListView(terms: lines.map(TermView.init), next: nil))
            }
        }
        routes.put(
            "/functions/{function}/terms/{from}", access: .keepers,
            describing: RouteNote(
                summary: "Sets a term: the same first day replaces, another adds.",
                parameters: [
                    .path("function", Function.self, "The function."), .path("from", CivilDate.self, "The first day."),
                ], body: .json(TermBody.self), answers: [.json(200, "Whether anything changed.", TermAnswer.self)])
        ) { request in
            let acting = try request.acting(as: [.dfie, .service])
            let function = try request.parameter("function", as: Function.self)
            let from = try request.parameter("from", as: CivilDate.self)
            let (body, asked) = try await request.asked(TermBody.self)
            guard keeps(acting, function) else { throw Problem.notFound }
            let held = FunctionHeld(
                actor: acting.actor, function: function, person: body.person, name: Personal(body.name),
                mail: body.mail.map { Personal($0) }, from: from, until: body.until)
            return try await request.blocking { try desk.hold(held, asked, acting).answered() }
        }
    }

    /// The Dfie all, a service those of its département; trainers and offices of the académie are the Dfie's.
    func keeps(_ acting: Acting, _ function: Function) -> Bool {
        acting.role == .dfie || ground.places.departement(of: function).map { acting.concerns([$0]) } ?? false
    }
}

extension CommandDesk<IntakeDefinition> {
    func hold(
        _ held: FunctionHeld, _ asked: Asked, _ acting: Acting, part: String? = nil
    ) throws -> CommandOutcome {
        let input = IntakeInput.function(held.function, .hold(held))
        let decider = step.definition.decider
        let now = clock.now
        let stood = try self.state(of: held.function.text)?.state.function?.terms.contains { $0.from == held.from }
        return try take(asked.command(on: held.function.text, input, by: acting, part: part)) { events, state, _ in
            if let refusal = decider.refusal(of: input, on: state, now: now) { return Answer(refusal) }
            return try .json(
                TermAnswer(
                    function: held.function, from: held.from, changed: !events.isEmpty,
                    created: !events.isEmpty && stood != true))
        }
    }
}
