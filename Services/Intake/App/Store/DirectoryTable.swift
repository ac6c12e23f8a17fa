import IntakeDomain
import Messages
import Rulebook
import ServiceKit
import Store
import Vocabulary

/// Who holds which function from when to when. `term` has identifiers; `person` alone has names and mails.
enum DirectoryTable {
    /// A term with the name of who holds it: for the Dfie and the services.
    struct Line: Hashable {
        var function: Function
        var from: CivilDate
        var until: CivilDate?
        var person: PersonID
        var name: String
        var mail: String?
    }

    static func terms(
        of functions: [Function], in transaction: any Transaction
    ) throws -> [Function: FunctionState] {
        let functions = Set(functions).sorted { $0.text < $1.text }
        guard !functions.isEmpty else { return [:] }
        let rows = try transaction.queryEach(
            "SELECT first_day, last_day, person FROM term WHERE function = $1 ORDER BY first_day",
            functions.map { [.text($0.text)] })
        var terms: [Function: FunctionState] = [:]
        for (function, rows) in zip(functions, rows) {
            terms[function] = FunctionState(
                terms: try rows.map { row in
                    FunctionState.Term(
                        from: try CivilDate(row.text(0)), until: try row.optionalText(1).map { try CivilDate($0) },
                        person: try PersonID(row.text(2)))
                })
        }
        return terms
    }

    static func standing(
        _ function: Function, from day: CivilDate, in transaction: any Transaction
    ) throws -> IntakeWorld.Standing? {
        try transaction.query(
            "SELECT name, mail FROM person WHERE function = $1 AND first_day = $2",
            [.text(function.text), .text(day.text)]
        ).first.map { row in
            IntakeWorld.Standing(
                name: Personal(try PersonName(row.text(0))),
                mail: try row.optionalText(1).map { Personal(try MailAddress($0)) })
        }
    }

    static func save(_ message: DirectoryMessage, places: any Places, in transaction: any Transaction) throws {
        switch message {
        case .held(let held): try save(held, places: places, in: transaction)
        case .ended(let ended):
            try transaction.execute(
                """
                UPDATE term SET last_day = $1 WHERE function = $2 AND person = $3 AND first_day <= $1
                    AND (last_day IS NULL OR last_day > $1)
                """, [.text(ended.until.text), .text(ended.function.text), .text(ended.person.text)])
        case .personErased(let erased):
            for table in ["person", "term"] {
                try transaction.execute(
                    "DELETE FROM \(table) WHERE function = $1 AND person = $2",
                    [.text(erased.function.text), .text(erased.person.text)])
            }
        }
    }

    private static func save(
        _ held: FunctionHeld, places: any Places, in transaction: any Transaction
    ) throws {
        let key: [SQLValue] = [.text(held.function.text), .text(held.from.text)]
        try transaction.execute(
            """
            INSERT INTO term (function, first_day, last_day, person, departement) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (function, first_day) DO UPDATE SET last_day = excluded.last_day, person = excluded.person,
                departement = excluded.departement
            """,
            key + [
                SQLValue(held.until?.text), .text(held.person.text),
                SQLValue(places.departement(of: held.function)?.text),
            ])
        try transaction.execute(
            """
            INSERT INTO person (function, first_day, person, name, mail) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (function, first_day) DO UPDATE SET person = excluded.person, name = excluded.name,
                mail = excluded.mail
            """,
            key + [.text(held.person.text), .text(held.name.value.text), SQLValue(held.mail?.value.text)])
    }

    /// - Parameters:
    ///   - functions: nil for all; a list is looked through in its order.
    ///   - after: the last line seen, function and first day.
    static func lines(
        function: Function? = nil, departement: Departement? = nil, after: (String, String) = ("", ""),
        limit: Int64, in transaction: any Transaction
    ) throws -> [Line] {
        var values: [SQLValue] = [.text(after.0), .text(after.1)]
        var conditions = ["(t.function > $1 OR t.function = $1 AND t.first_day > $2)"]
        if let function {
            values.append(.text(function.text))
            conditions.append("t.function = $\(values.count)")
        }
        if let departement {
            values.append(.text(departement.text))
            conditions.append("t.departement = $\(values.count)")
        }
        values.append(.integer(limit))
        return try transaction.query(
            """
            SELECT t.function, t.first_day, t.last_day, t.person, p.name, p.mail
            FROM term t JOIN person p ON p.function = t.function AND p.first_day = t.first_day
            WHERE \(conditions.joined(separator: " AND "))
            ORDER BY t.function, t.first_day LIMIT $\(values.count)
            """, values
        ).map { row in
            Line(
                function: try Function(row.text(0)), from: try CivilDate(row.text(1)),
                until: try row.optionalText(2).map { try CivilDate($0) }, person: try PersonID(row.text(3)),
                name: try row.text(4), mail: try row.optionalText(5))
        }
    }
}
