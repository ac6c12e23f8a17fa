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
                answers: [.json(200, "Where it stands, who must act, since when, why.", TrackingView.self)])
        ) { request in
            try request.query.only()
            let number = try request.parameter("number", as: TrackingNumber.self)
            return try await request.blocking {
                guard let id = try desk.read({ try RequestTable.request(tracked: number, in: $0) }),
                    let state = try desk.state(of: id.text)?.state.request
                else { throw Problem.notFound }
                return try PageResponse.json(
                    TrackingView(
                        request: id, requestRevision: state.requestRevision, receivedAt: state.receivedAt,
                        standing: StandingView(state))
                ).unshared
            }
        }
    }
}
