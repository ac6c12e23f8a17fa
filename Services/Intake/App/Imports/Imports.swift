import Imports
import IntakeDomain
import Pages
import RequestFiles
import ServiceKit

/// Files that the Dfie and the services bring. A preview writes nothing.
extension IntakeRoutes {
    func addImports(to routes: inout RouteTable) {
        routes.post(
            "/imports/requests", access: .keepers,
            describing: RouteNote(
                summary: "Brings requests of a file; one wrong line stops no other.",
                detail: "With Accept: text/csv the answer is the reject file: line, column, field, message.",
                parameters: [
                    .query("mode", oneOf: ImportMode.allCases.map(\.rawValue), "Whether to write.", isRequired: true)
                ], body: .file("text/csv", "application/x-ndjson", text: "As docs/formats.md says."),
                answers: [.json(200, "What was done, or would be.", ImportAnswer.self, or: "text/csv")])
        ) { request in
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
        routes.post(
            "/imports/directory", access: .keepers,
            describing: RouteNote(
                summary: "Brings terms of the directory; one wrong line stops no other.",
                detail: "With Accept: text/csv the answer is the reject file: line, column, field, message.",
                parameters: [
                    .query("mode", oneOf: ImportMode.allCases.map(\.rawValue), "Whether to write.", isRequired: true)
                ], body: .file("text/csv", text: "As docs/intake.md says."),
                answers: [.json(200, "What was done, or would be.", ImportAnswer.self, or: "text/csv")])
        ) { request in
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
