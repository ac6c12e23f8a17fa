import Messages
import SchedulingDomain
import ServiceKit
import Store
import Vocabulary

/// Sessions that stand, for calendars.
enum SessionRows {
    struct Found {
        var request: RequestID
        var phase: String
        var session: SessionStated
    }

    /// In the order of their half-days; nil is every département, every trainer.
    static func all(
        _ departements: Set<Departement>?, trainer: String?, in transaction: any Transaction
    ) throws -> [Found] {
        let columns = "s.request, a.phase, s.document FROM plan_session s JOIN plan_action a ON a.request = s.request"
        let rows: [Row]
        if let trainer {
            rows = try transaction.query(
                "SELECT \(columns) WHERE s.session IN (SELECT session FROM plan_booking WHERE trainer = $1)",
                [.text(trainer)])
        } else if let departements {
            rows = try transaction.queryEach(
                "SELECT \(columns) JOIN plan_action_departement d ON d.request = s.request WHERE d.departement = $1",
                departements.sorted().map { [.text($0.text)] }
            ).flatMap(\.self)
        } else {
            rows = try transaction.query("SELECT \(columns)")
        }
        var seen: Set<SessionID> = []
        return try rows.map { row in
            Found(
                request: try RequestID(try row.text(0)), phase: try row.text(1),
                session: try StateCoding.decode(SessionStated.self, from: try row.bytes(2)))
        }.filter { seen.insert($0.session.session).inserted }.sorted {
            ($0.session.halfDays.first?.text ?? "", $0.session.session.text)
                < ($1.session.halfDays.first?.text ?? "", $1.session.session.text)
        }
    }
}
