import IntakeDomain
import Messages
import Pages
import ServiceKit
import Store
import Vocabulary

struct AmendBody: Codable {
    var form: RequestForm
    var seenRevision: Int64
}

struct WithdrawBody: Codable {
    var reason: FreeText
    var seenRevision: Int64
}

struct HandoverBody: Codable {
    var function: Function
    /// Absent: whom the directory names on that day.
    var to: PersonID?
    var on: CivilDate
    var seenRevision: Int64
}

/// What was sent: seen, changed, withdrawn, handed over.
extension IntakeRoutes {
    func addRequests(to routes: inout RouteTable) {
        routes.get(
            "/requests", access: .readers,
            describing: RouteNote(
                summary: "Requests that the caller may see, in the order of their numbers.",
                parameters: [
                    .query("stage", oneOf: Stage.allCases.map(\.rawValue), "Only at this stage."),
                    .query("departement", Departement.self, "Only those that concern this département."),
                    .query("campaign", CampaignID.self, "Only of this campaign."),
                    .query("limit", in: 1...500, "At most so many."),
                    .query("after", "The number that the page before ended with."),
                ], answers: [.json(200, "A page of them.", RequestListView.self)])
        ) { request in
            let acting = try request.acting(as: BusinessRole.readers)
            try request.query.only("stage", "departement", "campaign", "limit", "after")
            let search = try search(request.query, acting)
            return try await request.blocking {
                var lines = try desk.read { try search.lines(in: $0) }
                let more = lines.count == Int(search.limit)
                if more { lines.removeLast() }
                return try .json(
                    RequestListView(
                        requests: lines.map(RequestLineView.init), next: more ? lines.last?.request.text : nil))
            }
        }
        routes.get(
            "/requests/{request}", access: .readers,
            describing: RouteNote(
                summary: "One request: where it stands, its history, its form, other open ones of its sector.",
                parameters: [.path("request", RequestID.self, "The request's number.")],
                answers: [.json(200, "The request.", RequestView.self)])
        ) { request in
            let acting = try request.acting(as: BusinessRole.readers)
            try request.query.only()
            let text = request.parameter("request")
            return try await request.blocking {
                let (id, state) = try desk.request(text, seenBy: acting)
                return try .json(try view(id, state, by: acting))
            }
        }
        addChanges(to: &routes)
    }

    private func addChanges(to routes: inout RouteTable) {
        routes.post(
            "/requests/{request}/amend", access: .pilots,
            describing: RouteNote(
                summary: "Changes the form, before validation or after a return.",
                parameters: [.path("request", RequestID.self, "The request's number.")], body: .json(AmendBody.self),
                answers: [.json(200, "The request after it.", RequestAnswer.self)])
        ) { request in
            let acting = try request.acting(as: [.pilot])
            let (body, asked) = try await request.asked(AmendBody.self, limit: Self.formLimit)
            try body.form.checkBounds()
            let text = request.parameter("request")
            return try await request.blocking {
                let (id, _) = try desk.request(text, seenBy: acting)
                return try desk.take(
                    .amend(body.form, seen: body.seenRevision, by: acting.acts(on: body.form)), on: id, asked,
                    by: acting, linksURL: ground.linksURL)
            }
        }
        routes.post(
            "/requests/{request}/withdraw", access: .pilots,
            describing: RouteNote(
                summary: "Gives the action up, at any step; final.",
                parameters: [.path("request", RequestID.self, "The request's number.")], body: .json(WithdrawBody.self),
                answers: [.json(200, "The request after it.", RequestAnswer.self)])
        ) { request in
            let acting = try request.acting(as: [.pilot])
            let (body, asked) = try await request.asked(WithdrawBody.self)
            let text = request.parameter("request")
            return try await request.blocking {
                let (id, state) = try desk.request(text, seenBy: acting)
                return try desk.take(
                    .withdraw(body.reason, seen: body.seenRevision, by: acting.acts(on: state.form)), on: id, asked,
                    by: acting, linksURL: ground.linksURL)
            }
        }
        routes.post(
            "/requests/{request}/handover", access: .any(of: .pilot, .dfie, .service),
            describing: RouteNote(
                summary: "Passes a pilot's function to its new holder; links of the former one die.",
                parameters: [.path("request", RequestID.self, "The request's number.")], body: .json(HandoverBody.self),
                answers: [.json(200, "The request after it.", RequestAnswer.self)])
        ) { request in
            let acting = try request.acting(as: [.dfie, .service, .pilot])
            let (body, asked) = try await request.asked(HandoverBody.self)
            let text = request.parameter("request")
            return try await request.blocking {
                let (id, state) = try desk.request(text, seenBy: acting)
                guard acting.role != .pilot || acting.holds(body.function) else {
                    throw Problem.notYours("Vous ne pouvez passer que votre propre fonction, non « \(body.function) ».")
                }
                let acts = (acting.acting(in: body.function) ?? acting).acts(on: state.form)
                return try desk.take(
                    .handOver(
                        Handing(function: body.function, to: body.to, on: body.on), seen: body.seenRevision, by: acts),
                    on: id, asked, by: acting, linksURL: ground.linksURL)
            }
        }
    }

    private func search(_ query: QueryParameters, _ acting: Acting) throws -> RequestSearch {
        var search = RequestSearch(
            anyOf: acting.searched, owner: acting.role == .pilot ? acting.actor.person.text : nil,
            after: query["after"] ?? "", limit: try query.number("limit", in: 1...500, default: 100) + 1)
        if let text = query["stage"] {
            guard let stage = Stage(rawValue: text) else {
                throw Problem.invalid([
                    Pages.FieldError(
                        field: "stage", value: text,
                        message: "On attend \(Stage.allCases.map(\.rawValue).joined(separator: ", ")).")
                ])
            }
            search.stage = stage
        }
        search.departement = try query.value("departement")
        search.campaign = try query.value("campaign")
        return search
    }
}

extension QueryParameters {
    /// A value of the vocabulary. - Throws: `Problem` 422.
    func value<Value: TextValue>(_ name: String) throws -> Value? {
        guard let text = self[name] else { return nil }
        do throws(ValueError) {
            return try Value(text)
        } catch {
            throw Problem.invalid([Pages.FieldError(field: name, value: text, message: error.sentence)])
        }
    }
}

extension PageRequest {
    /// A path's parameter as a value of the vocabulary; what isn't one names nothing that stands here.
    func parameter<Value: TextValue>(_ name: String, as type: Value.Type) throws -> Value {
        guard let value = try? Value(parameter(name)) else { throw Problem.notFound }
        return value
    }
}
