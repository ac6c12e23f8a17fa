import IntakeDomain
import Pages
import RequestFiles
import ServiceKit

/// Files that the Dfie and the services bring. A preview writes nothing.
extension IntakeRoutes {
    func addImports(to routes: inout RouteTable) {
        // Requests as JSON Lines or as a table.
        routes.post("/imports/requests", access: .keepers) { request in
            let acting = try request.acting(as: [.dfie, .service])
            let mode = try request.importMode()
            let (data, asked) = try await request.askedBytes(
                accepting: ["text/csv", "application/x-ndjson"], limit: Self.importLimit)
            let isTable = request.header("content-type")?.lowercased().hasPrefix("text/csv") == true
            let answer = try await request.blocking {
                try desk.requireCampaign()
                return try RequestImport(desk: desk, acting: acting, asked: asked, mode: mode)
                    .run(Array(data), isTable ? .csv : .jsonl)
            }
            return try answer.response(to: request)
        }
        // The directory's terms as a table.
        routes.post("/imports/directory", access: .keepers) { request in
            let acting = try request.acting(as: [.dfie, .service])
            let mode = try request.importMode()
            let (data, asked) = try await request.askedBytes(accepting: ["text/csv"], limit: Self.importLimit)
            let answer = try await request.blocking {
                try DirectoryImport(routes: self, acting: acting, asked: asked, mode: mode).run(Array(data))
            }
            return try answer.response(to: request)
        }
    }
}
