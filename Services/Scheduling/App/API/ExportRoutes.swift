import Messages
import Pages
import SchedulingDomain
import ServiceKit

/// The state as the files that other planners and a judge of plans read.
enum ExportRoutes {
    static func add(to routes: inout RouteTable, _ desk: CommandDesk<SchedulingDefinition>) {
        routes.get(
            "/export/instance", access: .any(of: .dfie),
            describing: RouteNote(
                summary: "All that is to be planned, as an instance of the scheduling model.",
                // Its absent values are written as null, which learning from its reading can't tell.
                answers: [.json(200, "`alp-scheduling-instance/1`.", JSONTree.self)])
        ) { request in
            _ = try request.acting(as: [.dfie])
            return try await request.blocking {
                try .json(try Export.read(desk.step.database, desk.step.definition.decider, desk.clock.now).instance)
            }
        }
        routes.get(
            "/export/plan", access: .any(of: .dfie),
            describing: RouteNote(
                summary: "What is planned, as a plan of the scheduling model.",
                answers: [.json(200, "`alp-scheduling-plan/1`.", PlanDocument.self)])
        ) { request in
            _ = try request.acting(as: [.dfie])
            return try await request.blocking {
                try .json(try Export.read(desk.step.database, desk.step.definition.decider, desk.clock.now).plan)
            }
        }
    }
}
