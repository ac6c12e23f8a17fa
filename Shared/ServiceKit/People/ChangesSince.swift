package import Pages
import Store
package import Vocabulary

/// One event of an aggregate, as somebody is told it who had seen an older revision.
package struct JournalledChange: Hashable, Sendable {
    /// The event's type.
    package let type: String
    package let at: Instant
    /// Role, function and person identifier; nil where the service did it by itself.
    package let actor: String?

    /// Role and function alone: who is told needn't learn the person.
    package var actorRole: String? { actor?.split(separator: " ").first.map(String.init) }
}

extension CommandDesk {
    /// What happened to an aggregate after a revision, oldest first, at most fifty.
    package func changes(of aggregate: String, since revision: Int64) throws -> [JournalledChange] {
        try step.database.read { transaction in
            try transaction.query(
                """
                SELECT type, written_at, actor FROM journal WHERE aggregate = $1 AND version > $2
                ORDER BY version LIMIT 50
                """, [.text(aggregate), .integer(revision)]
            ).map { row in
                JournalledChange(
                    type: try row.text(0), at: Instant(milliseconds: try row.integer(1)),
                    actor: try row.optionalText(2))
            }
        }
    }

    /// Takes a command and answers it; who saw an older revision is told what changed since (409).
    ///
    /// - Parameters:
    ///   - tell: an event in French, without persons: « dates confirmées ». nil leaves it out.
    ///   - reply: as in `take`.
    package func answer(
        _ command: Command<Definition.Logic.Input>, telling tell: (JournalledChange) -> String?,
        reply: ([Definition.Logic.Event], Definition.Logic.State, Int64) throws -> Answer
    ) throws -> PageResponse {
        let outcome = try take(command, reply: reply)
        guard case .stale(let current) = outcome, let seen = command.seenRevision else {
            return try outcome.response()
        }
        let errors = try changes(of: command.aggregate, since: seen).compactMap { change -> Pages.FieldError? in
            guard let text = tell(change) else { return nil }
            let day = Paris.date(at: change.at).french
            let minutes = Paris.minutes(at: change.at)
            let padded = minutes % 60 < 10 ? "0\(minutes % 60)" : "\(minutes % 60)"
            let who = change.actorRole.map { " (\($0))" } ?? ""
            return Pages.FieldError(
                field: "seenRevision", message: "le \(day) à \(minutes / 60) h \(padded) : \(text)\(who)")
        }
        throw Problem.stale(seen: seen, current: current, changes: errors)
    }
}

extension Problem {
    /// What the person saw is no longer what stands. Business routes are for people: French.
    package static func stale(seen: Int64, current: Int64, changes: [Pages.FieldError]) -> Problem {
        Problem(
            "stale", title: "Le dossier a changé depuis que vous l'avez lu", status: 409,
            detail:
                "Vous avez lu la révision \(seen) ; la révision \(current) est en vigueur : relisez-la, puis "
                + "recommencez.",
            errors: changes)
    }
}
