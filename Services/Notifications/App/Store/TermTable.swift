import Messages
import NotificationsDomain
import Store
import Vocabulary

/// Who holds which function from when to when: the service's own copy of the directory, and the one place with names
/// and mails (SECURITY: personal data).
enum TermTable {
    struct Holder: Sendable {
        var person: PersonID
        var name: Personal<PersonName>?
        var mail: Personal<MailAddress>?
    }

    /// The term with the latest first day among those that the day is in.
    static func holder(of function: Function, on day: CivilDate, in transaction: any Transaction) throws -> Holder? {
        let rows = try transaction.query(
            """
            SELECT person, name, mail FROM term
            WHERE function = $1 AND from_day <= $2 AND (until_day IS NULL OR until_day >= $2)
            ORDER BY from_day DESC LIMIT 1
            """, [.text(function.text), .text(day.text)])
        guard let row = rows.first else { return nil }
        return Holder(
            person: try PersonID(try row.text(0)),
            name: try row.optionalText(1).map { Personal(try PersonName($0)) },
            mail: try row.optionalText(2).map { Personal(try MailAddress($0)) })
    }

    static func take(_ term: FunctionTerm, in transaction: any Transaction) throws {
        switch term.change {
        case .held:
            guard let from = term.from else { return }
            try transaction.execute(
                """
                INSERT INTO term (function, from_day, until_day, person, name, mail) VALUES ($1, $2, $3, $4, $5, $6)
                ON CONFLICT (function, from_day) DO UPDATE SET
                    until_day = excluded.until_day, person = excluded.person, name = excluded.name, mail = excluded.mail
                """,
                [
                    .text(term.function.text), .text(from.text), SQLValue(term.until?.text), .text(term.person.text),
                    SQLValue(term.name?.value.text), SQLValue(term.mail?.value.text),
                ])
        case .ended:
            guard let until = term.until else { return }
            try transaction.execute(
                """
                UPDATE term SET until_day = $3
                WHERE function = $1 AND person = $2 AND from_day <= $3 AND (until_day IS NULL OR until_day > $3)
                """, [.text(term.function.text), .text(term.person.text), .text(until.text)])
        case .erased:
            try transaction.execute(
                "UPDATE term SET name = NULL, mail = NULL WHERE function = $1 AND person = $2",
                [.text(term.function.text), .text(term.person.text)])
        }
    }
}
