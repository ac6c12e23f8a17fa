import Pages
import ServiceKit

/// The one command of the measured service: a person's request over HTTP.
enum BenchRoutes {
    static let role = "pilot"

    static func table(_ desk: CommandDesk<BenchDefinition>) -> RouteTable {
        var routes = RouteTable()
        routes.post("/requests", access: .role(role)) { request in
            let body = try await request.json(BenchRequest.self)
            guard let key = request.header("idempotency-key"), let caller = request.caller else {
                throw Problem.badRequest("The header Idempotency-Key is needed.")
            }
            return try await request.blocking {
                try desk.take(
                    Command(
                        idempotencyKey: key, bodySHA256: sha256(Array("\(body)".utf8)), aggregate: body.request,
                        input: body, actor: caller.identifier)
                ) { _, state, revision in
                    Answer(status: 200, body: Array(#"{"revision":\#(revision),"records":\#(state.records)}"#.utf8))
                }.response()
            }
        }
        return routes
    }
}
