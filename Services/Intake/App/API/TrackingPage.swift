import IntakeDomain
import Pages
import ServiceKit
import Store
import Vocabulary

/// Where a request stands, for whoever has its tracking number.
extension IntakeRoutes {
    func addTracking(to routes: inout RouteTable) {
        routes.get(
            "/suivi/{number}", access: .open,
            describing: RouteNote(
                summary: "Where a request stands, for whoever has its tracking number.",
                detail: "Kinds of functions alone, and nothing of a decision or date before the Dfie released it (Y3).",
                parameters: [.path("number", TrackingNumber.self, "The tracking number.")],
                answers: [
                    .json(200, "Where it stands, who must act, since when, why.", TrackingView.self, or: "text/html")
                ])
        ) { request in
            try request.query.only()
            let number = try request.parameter("number", as: TrackingNumber.self)
            let wantsPage = request.wantsPage
            return try await request.blocking {
                guard let id = try desk.read({ try RequestTable.request(tracked: number, in: $0) }),
                    let state = try desk.state(of: id.text)?.state.request
                else { throw Problem.notFound }
                let view = TrackingView(
                    request: id, requestRevision: state.requestRevision, receivedAt: state.receivedAt,
                    standing: StandingView(state))
                return try (wantsPage ? PageResponse.html(view.page) : PageResponse.json(view)).unshared
            }
        }
        routes.get(
            "/suivi", access: .open,
            describing: RouteNote(
                summary: "From the number that somebody typed to its page.",
                parameters: [.query("numero", String.self, "The tracking number, as it was typed.", isRequired: true)],
                answers: [.empty(303, "Its page."), .problem(404, "No number could be what was typed.")])
        ) { request in
            try request.query.only("numero")
            let typed = (request.query["numero"] ?? "").uppercased().filter { !$0.isWhitespace }
            guard let number = try? TrackingNumber(typed) else { throw Problem.notFound }
            return try PageResponse.seeOther("/suivi/\(number)").unshared
        }
        routes.get(
            "/", access: .open,
            describing: RouteNote(
                summary: "What this service is, and where to look a number up.",
                answers: [.text(200, "A page in French.", "text/html")])
        ) { request in
            try request.query.only()
            return .html(WelcomePage.html)
        }
    }
}
