import Foundation
import Messages
import Pages
import Reference
import SchedulingDomain
import ServiceKit
import Store
import Tables
import Vocabulary

/// Sessions in the order of their days: a département's, a trainer's.
enum CalendarRoutes {
    struct Entry: Codable, Sendable {
        var request: RequestID
        var state: String
        var session: SessionID
        var revision: Revision
        var group: GroupID
        var halfDays: [HalfDay]
        var host: UAI
        /// Name of the host, where the reference files are here.
        var hostName: String?
        var team: [TrainerID]
        var replacements: [ReplacementsUsed]
    }

    struct Calendar: Codable, Sendable {
        var sessions: [Entry]
        var next: String?
    }

    static func add(to routes: inout RouteTable, _ desk: CommandDesk<SchedulingDefinition>) {
        routes.get(
            "/calendar", access: .any(of: .dfie, .service, .director, .pole),
            describing: RouteNote(
                summary: "Sessions in the order of their days.",
                parameters: [
                    .query("departement", Departement.self, "One département; of those that are one's own."),
                    .query("limit", in: 1...500, "How many, 500 if not given; a table has all."),
                    .query("after", "As `next` of the page before has it."),
                ],
                answers: [
                    .json(200, "Whatever their state; a table where Accept asks for it.", Calendar.self, or: "text/csv")
                ])
        ) { request in
            let acting = try request.acting(as: [.dfie, .service, .director, .pole])
            try request.query.only("departement", "limit", "after")
            let departements = try ActionRoutes.departements(request, acting)
            let limit = try request.query.number("limit", in: 1...500, default: 500)
            let after = request.query["after"] ?? ""
            let wantsTable = request.header("accept")?.contains("text/csv") ?? false
            return try await request.blocking {
                let rows = try desk.step.database.read { transaction in
                    try SessionRows.all(departements, trainer: nil, in: transaction)
                }
                return try answer(rows, after, Int(limit), wantsTable, desk)
            }
        }
        routes.get(
            "/trainers/{trainer}/calendar", access: .any(of: .dfie, .service, .director, .pole, .trainer),
            describing: RouteNote(
                summary: "A trainer's sessions in the order of their days.",
                detail: "Trainers see their own that are published, without whom they replace.",
                parameters: [.path("trainer", TrainerID.self, "As in the directory.")],
                answers: [.json(200, "Whatever their state.", Calendar.self, or: "text/csv")])
        ) { request in
            let acting = try request.acting(as: [.dfie, .service, .director, .pole, .trainer])
            let id = request.parameter("trainer")
            let wantsTable = request.header("accept")?.contains("text/csv") ?? false
            return try await request.blocking {
                guard let view = try MeansRoutes.view(of: id, desk), MeansRoutes.isSeen(view, id, by: acting) else {
                    throw Problem.notFound
                }
                let rows = try desk.step.database.read { transaction in
                    try SessionRows.all(nil, trainer: id, in: transaction)
                }.compactMap { acting.role == .trainer ? published($0) : $0 }
                return try answer(rows, "", rows.count, wantsTable, desk)
            }
        }
    }

    /// What a trainer is told of a session: nothing before its release (Y3), and nothing of quotas.
    private static func published(_ row: SessionRows.Found) -> SessionRows.Found? {
        guard row.phase == ActionState.Phase.published.rawValue else { return nil }
        var row = row
        row.session.replacements = []
        return row
    }

    private static func answer(
        _ rows: [SessionRows.Found], _ after: String, _ limit: Int, _ wantsTable: Bool,
        _ desk: CommandDesk<SchedulingDefinition>
    ) throws -> PageResponse {
        let reference = desk.step.definition.decider.reference
        let entries = rows.map { row in
            Entry(
                request: row.request, state: row.phase, session: row.session.session, revision: row.session.revision,
                group: row.session.group, halfDays: row.session.halfDays, host: row.session.host,
                hostName: reference?.establishment(row.session.host)?.name, team: row.session.team,
                replacements: row.session.replacements)
        }
        if wantsTable { return table(entries) }
        let from = entries.drop { cursor($0) <= after && !after.isEmpty }
        let page = Array(from.prefix(limit))
        return try .json(
            Calendar(sessions: page, next: from.count > page.count ? page.last.map(cursor) : nil))
    }

    private static func cursor(_ entry: Entry) -> String {
        "\(entry.halfDays.first?.text ?? "")/\(entry.session)"
    }

    private static func table(_ entries: [Entry]) -> PageResponse {
        let writer = CSVWriter()
        var text =
            CSVWriter.byteOrderMark
            + writer.line([
                "date", "demi-journées", "demande", "groupe", "séance", "lieu", "nom du lieu", "formateurs",
                "remplacements", "état",
            ])
        for entry in entries {
            let day = entry.halfDays.first?.date
            let parts = day?.parts
            func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
            let date = parts.map { "\(two($0.day))/\(two($0.month))/\($0.year)" } ?? ""
            let states = [
                "proposed": "proposée", "confirmed": "confirmée", "published": "publiée", "seeking": "à placer",
            ]
            text += writer.line([
                date, entry.halfDays.map(\.half.french).joined(separator: ", "), entry.request.text, entry.group.text,
                entry.session.text, entry.host.text, entry.hostName ?? "",
                entry.team.map(\.text).joined(separator: ", "),
                entry.replacements.map { "\($0.departement)=\($0.teachers.number)" }.joined(separator: ", "),
                states[entry.state] ?? entry.state,
            ])
        }
        return PageResponse(
            headers: [
                "content-type": "text/csv; charset=utf-8",
                "content-disposition": "attachment; filename=\"calendrier.csv\"",
            ], body: Data(text.utf8))
    }
}
