import Messages
import Pages
import SchedulingDomain
import ServiceKit
import Store
import Vocabulary

/// Actions as they stand.
enum ActionRoutes {
    struct Page: Codable, Hashable, Sendable {
        var actions: [ActionView]
        /// Give it as `after` for the next page; nil: there is none.
        var next: String?
    }

    static func add(to routes: inout RouteTable, _ desk: CommandDesk<SchedulingDefinition>) {
        routes.get(
            "/actions", access: .any(of: .dfie, .service, .director, .pole),
            describing: RouteNote(
                summary: "Actions with their dates and teams.",
                parameters: [
                    .query("departement", Departement.self, "One département; of those that are one's own."),
                    .query("state", oneOf: ActionState.Phase.allCases.map(\.rawValue), "Where they stand."),
                    .query("limit", in: 1...500, "How many, 100 if not given."),
                    .query("after", "The last request of the page before."),
                ], answers: [.json(200, "In the order of their numbers.", Page.self)])
        ) { request in
            let acting = try request.acting(as: [.dfie, .service, .director, .pole])
            try request.query.only("departement", "state", "limit", "after")
            let departements = try Self.departements(request, acting)
            let (after, limit) = try request.page()
            let phase = try Self.phase(request.query["state"])
            return try await request.blocking {
                let ids = try desk.step.database.read { transaction in
                    try ActionRows.page(departements, phase: phase, after: after, limit: limit, in: transaction)
                }
                let views = try ids.compactMap { id -> ActionView? in
                    guard let found = try desk.state(of: AggregateName.action(id)), let action = found.state.action,
                        Sight.isSeen(action, by: acting)
                    else { return nil }
                    return ActionView(id, action, revision: found.revision)
                }
                return try .json(
                    Page(actions: views, next: ids.count == Int(limit) ? ids.last?.text : nil))
            }
        }
        routes.get(
            "/actions/{request}",
            access: .any(of: .dfie, .service, .director, .pole, .referent, .trainer, .pilot),
            describing: RouteNote(
                summary: "An action with its sessions, team, state and causes.",
                detail: "Pilots, the IA-IPR and trainers see it once it is published.",
                parameters: [.path("request", RequestID.self, "The request's number.")],
                answers: [.json(200, "The action.", ActionView.self)])
        ) { request in
            let acting = try request.acting(as: BusinessRole.allCases)
            let id = request.parameter("request")
            return try await request.blocking {
                let found = try desk.action(id, seenBy: acting)
                return try .json(ActionView(found.id, found.state, revision: found.revision))
            }
        }
    }

    private static func phase(_ text: String?) throws -> String? {
        guard let text else { return nil }
        guard let phase = ActionState.Phase(rawValue: text) else {
            throw Problem.invalid([
                Pages.FieldError(
                    field: "state", value: text,
                    message: "Connus : \(ActionState.Phase.allCases.map(\.rawValue).joined(separator: ", ")).")
            ])
        }
        return phase.rawValue
    }

    /// Asked for, or one's own; nil: all. Another's is 404.
    static func departements(_ request: PageRequest, _ acting: Acting) throws -> Set<Departement>? {
        guard let text = request.query["departement"] else {
            return acting.seesAll ? nil : acting.departements
        }
        guard let departement = try? Departement(text) else {
            throw Problem.invalid([
                Pages.FieldError(field: "departement", value: text, message: "Un code de l'INSEE, comme 69.")
            ])
        }
        guard acting.concerns([departement]) else { throw Problem.notFound }
        return [departement]
    }
}
