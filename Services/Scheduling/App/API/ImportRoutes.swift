import Foundation
import Imports
import Pages
import SchedulingDomain
import ServiceKit

/// Tables of trainers and quotas, previewed and applied.
enum ImportRoutes {
    static let limit = 10 << 20

    private static let tables:
        [(
            name: String, what: String,
            read: @Sendable (Data, ImportMode, Acting, MeansImport.Desk) throws -> MeansImport
        )] = [
            ("trainers", "Trainers", { try MeansImport.trainers($0, $1, $2, $3) }),
            ("absences", "Days on which trainers are away", { try MeansImport.absences($0, $1, $2, $3) }),
            ("quotas", "Quotas of replacements", { try MeansImport.quotas($0, $1, $2, $3) }),
            ("quota-periods", "Dates on which fewer can be replaced", { try MeansImport.periods($0, $1, $2, $3) }),
        ]

    static func add(to routes: inout RouteTable, _ desk: CommandDesk<SchedulingDefinition>) {
        for table in tables {
            routes.post(
                "/imports/\(table.name)", access: .any(of: .dfie, .service),
                describing: RouteNote(
                    summary: "\(table.what), from a table.",
                    detail:
                        "A preview writes nothing. A bad line stops no other; a service imports its own département.",
                    parameters: [
                        .query(
                            "mode", oneOf: ImportMode.allCases.map(\.rawValue), "What to do.", isRequired: true)
                    ], body: .file("text/csv", text: "As docs/scheduling.md says, at most 10 MB."),
                    answers: [
                        .json(
                            200, "What became of each line; the rejects alone as a table.", ImportAnswer.self,
                            or: "text/csv"),
                        .problem(422, "The header can't be used or a quote is never closed: nothing was applied."),
                    ])
            ) { request in
                let acting = try request.acting(as: [.dfie, .service])
                let mode = try request.importMode()
                let (data, asked) = try await request.askedBytes(accepting: ["text/csv"], limit: limit)
                let read = table.read
                let name = table.name
                let answer = try await request.blocking { try run(name, read, data, mode, acting, asked, desk) }
                return try answer.response(to: request)
            }
        }
    }

    private static func run(
        _ name: String, _ read: (Data, ImportMode, Acting, MeansImport.Desk) throws -> MeansImport, _ data: Data,
        _ mode: ImportMode, _ acting: Acting, _ asked: Asked, _ desk: CommandDesk<SchedulingDefinition>
    ) throws -> ImportAnswer {
        let imported = try read(data, mode, acting, desk)
        guard mode == .apply else { return imported.report }
        let outcome = try desk.take(
            asked.command(on: "imports/\(name)", imported.input, by: acting)
        ) { events, _, _ in try .json(imported.corrected(by: events)) }
        let page = try outcome.response()
        return try JSONDecoder().decode(ImportAnswer.self, from: page.body)
    }
}
