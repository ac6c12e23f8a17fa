import IntakeDomain
import Pages
import ServiceKit
import Store
import Vocabulary

/// Where a request stands, for whoever has its tracking number.
extension IntakeRoutes {
    func addTracking(to routes: inout RouteTable) {
        // Stage, who must act (kinds of functions alone), since when, reasons; nothing before the release (Y3).
        routes.get("/suivi/{number}", access: .open) { request in
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
