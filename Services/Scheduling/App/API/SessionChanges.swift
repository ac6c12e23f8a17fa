import Messages
import Pages
import SchedulingDomain
import ServiceKit
import Store
import Vocabulary

/// What happened to an action's sessions: who names one at an older revision is told what changed since.
struct SessionChanges {
    private struct Change {
        var sessions: [SessionID: Revision]
        var text: String
    }

    private var changes: [Change] = []

    /// From the journal: at most its last two hundred events of the topic.
    static func of(_ request: RequestID, _ desk: CommandDesk<SchedulingDefinition>) throws -> SessionChanges {
        let rows = try desk.step.database.read { transaction in
            try transaction.query(
                """
                SELECT type, event, payload, written_at, actor FROM journal WHERE topic = $1 AND key = $2
                ORDER BY sequence DESC LIMIT 200
                """, [.text(ProductTopic.sessions.rawValue), .text(request.text)])
        }
        var found = SessionChanges()
        for row in rows.reversed() {
            guard let bytes = try row.optionalBytes(1) ?? row.optionalBytes(2),
                let message = try? SessionMessage(type: try row.text(0), value: bytes),
                let (what, sessions) = told(message)
            else { continue }
            let at = Instant(milliseconds: try row.integer(3))
            let minutes = Paris.minutes(at: at)
            let role = try row.optionalText(4)?.split(separator: " ").first
            found.changes.append(
                Change(
                    sessions: sessions,
                    text: "le \(Paris.date(at: at).french) à \(minutes / 60) h \(minutes % 60 < 10 ? "0" : "")"
                        + "\(minutes % 60) : \(what)" + (role.map { " (\($0))" } ?? "")))
        }
        return found
    }

    func since(_ outdated: [SessionNamed]) -> [Pages.FieldError] {
        changes.filter { change in
            outdated.contains { named in change.sessions[named.session].map { $0 > named.revision } ?? false }
        }.map { Pages.FieldError(field: "sessions", message: $0.text) }
    }

    private static func told(_ message: SessionMessage) -> (String, [SessionID: Revision])? {
        func revisions(_ sessions: [SessionStated]) -> [SessionID: Revision] {
            Dictionary(sessions.map { ($0.session, $0.revision) }, uniquingKeysWith: { first, _ in first })
        }
        switch message {
        case .proposed(let message): return ("dates proposées", revisions(message.sessions))
        case .moved(let message):
            let day = message.session.halfDays.first?.date.frenchWithWeekday ?? ""
            return ("séance déplacée au \(day)", revisions([message.session]))
        case .trainerReplaced(let message): return ("formateur remplacé", revisions(message.sessions))
        case .freed(let message):
            // Freed at its revision: whoever saw that one is told too.
            return (
                "dates libérées",
                Dictionary(
                    message.sessions.map { ($0.session, $0.revision.next) }, uniquingKeysWith: { first, _ in first })
            )
        case .confirmed, .declined, .published, .notPlaced: return nil
        }
    }
}
