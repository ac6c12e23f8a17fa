import Foundation
import Messages
import Pages
import SchedulingDomain
import ServiceKit
import Store
import Vocabulary

/// What people of the services and the Dfie do to an action.
enum ActRoutes {
    struct Confirm: Codable, Sendable {
        var departement: Departement
        var sessions: [SessionNamed]
    }

    struct Decline: Codable, Sendable {
        var departement: Departement
        var sessions: [SessionNamed]
        var reason: FreeText
    }

    struct Move: Codable, Sendable {
        var session: SessionID
        var revision: Revision
        var halfDays: [HalfDay]
        var reason: FreeText
    }

    struct Replace: Codable, Sendable {
        var leaves: TrainerID
        var arrives: TrainerID
        var sessions: [SessionNamed]
        var reason: FreeText
    }

    struct PlanAgain: Codable, Sendable {
        /// Where the place is looked for only if nothing has happened since.
        var seenRevision: Int64?
    }

    struct BulkConfirm: Codable, Sendable {
        var departement: Departement
        var items: [Item]

        struct Item: Codable, Sendable {
            var request: RequestID
            var sessions: [SessionNamed]
        }
    }

    struct Outcomes: Codable, Sendable {
        var outcomes: [Outcome]

        struct Outcome: Codable, Sendable {
            var request: RequestID
            var status: Int
            /// Why not.
            var problem: Problem?
        }
    }

    static func add(to routes: inout RouteTable, _ desk: CommandDesk<SchedulingDefinition>) {
        act(
            "confirm", Confirm.self, "Confirms sessions for a département (T8).", to: &routes, desk,
            departement: \.departement
        ) { .confirm($0.departement, $0.sessions) }
        act(
            "decline", Decline.self, "Declines sessions; their group is placed anew, on other half-days.", to: &routes,
            desk, departement: \.departement
        ) { .decline($0.departement, $0.sessions, $0.reason) }
        act("move", Move.self, "Moves a session to other half-days.", to: &routes, desk, departement: nil) {
            .move(SessionNamed(session: $0.session, revision: $0.revision), $0.halfDays, $0.reason)
        }
        act(
            "replace-trainer", Replace.self, "Puts another trainer of the same skill, freed that day, in one's place.",
            to: &routes, desk, departement: nil
        ) { .replaceTrainer(leaves: $0.leaves, arrives: $0.arrives, $0.sessions, $0.reason) }
        act(
            "plan", PlanAgain.self, "Looks for a place again.", to: &routes, desk, departement: nil,
            seen: \.seenRevision
        ) { _ in .plan }
        bulk(to: &routes, desk)
    }

    private static func act<Body: Codable & Sendable>(
        _ name: String, _ type: Body.Type, _ summary: String, to routes: inout RouteTable,
        _ desk: CommandDesk<SchedulingDefinition>, departement: (@Sendable (Body) -> Departement)?,
        seen: (@Sendable (Body) -> Int64?)? = nil, _ act: @escaping @Sendable (Body) -> SchedulingInput.Act
    ) {
        routes.post(
            "/actions/{request}/\(name)", access: .any(of: .dfie, .service),
            describing: RouteNote(
                summary: summary, parameters: [.path("request", RequestID.self, "The request's number.")],
                body: .json(type),
                answers: [
                    .json(200, "The action after it.", ActionView.self),
                    .problem(409, "A session has changed, or the action isn't at that point; says what changed."),
                    .problem(422, "It would break a rule; each is named."),
                ])
        ) { request in
            let acting = try request.acting(as: [.dfie, .service])
            let id = request.parameter("request")
            let (body, asked) = try await request.asked(type)
            let own = departement?(body)
            let revision = seen?(body)
            return try await request.blocking {
                try take(act(body), on: id, for: own, by: acting, asked, seen: revision, part: nil, desk)
            }
        }
    }

    private static func bulk(to routes: inout RouteTable, _ desk: CommandDesk<SchedulingDefinition>) {
        routes.post(
            "/bulk/confirm", access: .any(of: .dfie, .service),
            describing: RouteNote(
                summary: "Confirms sessions of several actions; each has an outcome of its own.",
                body: .json(BulkConfirm.self), answers: [.json(200, "In the order of the items.", Outcomes.self)])
        ) { request in
            let acting = try request.acting(as: [.dfie, .service])
            let (body, asked) = try await request.asked(BulkConfirm.self)
            guard body.items.count <= 500 else {
                throw Problem.invalid([Pages.FieldError(field: "items", message: "Au plus 500 à la fois.")])
            }
            return try await request.blocking {
                let outcomes = try body.items.enumerated().map { index, item -> Outcomes.Outcome in
                    do {
                        let answer = try take(
                            .confirm(body.departement, item.sessions), on: item.request.text, for: body.departement,
                            by: acting, asked, seen: nil, part: "\(index)", desk)
                        let problem =
                            answer.status < 400 ? nil : try? JSONDecoder().decode(Problem.self, from: answer.body)
                        return Outcomes.Outcome(request: item.request, status: answer.status, problem: problem)
                    } catch let problem as Problem where problem.status < 500 {
                        return Outcomes.Outcome(request: item.request, status: problem.status, problem: problem)
                    }
                }
                return try .json(Outcomes(outcomes: outcomes))
            }
        }
    }

    /// Another's action is none (404); acting for another's département is refused (403).
    private static func take(
        _ act: SchedulingInput.Act, on request: String, for departement: Departement?, by acting: Acting,
        _ asked: Asked, seen: Int64?, part: String?, _ desk: CommandDesk<SchedulingDefinition>
    ) throws -> PageResponse {
        let found = try desk.action(request, seenBy: acting)
        if let departement, acting.role == .service, !acting.concerns([departement]) {
            throw Problem(
                "another-departement", title: "Ce département n'est pas le vôtre", status: 403,
                detail: "Votre jeton ne vaut pas pour le service du département \(departement).")
        }
        let before = try SessionChanges.of(found.id, desk)
        return try desk.answer(
            asked.command(
                on: AggregateName.action(found.id), seen: seen, .acted(found.id, by: acting.actor, act), by: acting,
                part: part), telling: { Self.told[$0.type] }
        ) { events, state, revision in
            for event in events {
                if case .noted(.refused(let refusal)) = event {
                    return Answer(
                        status: refusal.status,
                        body: Array(Problem(refusal, changes: before.since(refusal.outdated)).body))
                }
            }
            let view = ActionView(found.id, state.action ?? found.state, revision: revision)
            return try .json(view)
        }.asProblemPage
    }

    /// What happened to an action, as who saw an older revision is told it.
    private static let told: [String: String] = [
        SessionsProposed.type: "dates proposées", SessionsConfirmed.type: "dates confirmées",
        SessionsDeclined.type: "dates écartées", SessionsPublished.type: "dates publiées",
        SessionMoved.type: "séance déplacée", TrainerReplaced.type: "formateur remplacé",
        SessionsFreed.type: "dates libérées", SessionsNotPlaced.type: "action sans place",
        "scheduling.formKnown.v1": "demande modifiée", "scheduling.validationKnown.v1": "demande validée",
        "scheduling.validationEnded.v1": "validation levée", "scheduling.seeking.v1": "place cherchée",
    ]
}

extension Problem {
    /// A refusal of business, to the person who asked.
    init(_ refusal: Refusal, changes: [Pages.FieldError] = []) {
        self.init(
            refusal.status == 409 ? "conflict" : "refused", title: refusal.title, status: refusal.status,
            errors: refusal.faults.map {
                Pages.FieldError(field: $0.field, message: $0.message, rule: $0.rule?.rawValue)
            } + changes)
    }
}
