import Messages
import SchedulingDomain
import Store
import Vocabulary

/// What is looked up of actions without reading their states.
enum ActionRows {
    struct Found {
        var phase: String
        var hasForm: Bool
        var validation: Int64
        var departements: Set<Departement>
        /// That send classes or teachers, by the form as the step has it so far; nil: not known.
        var establishments: Set<UAI>?
    }

    static func row(_ request: String, in transaction: any Transaction) throws -> Found? {
        guard
            let row = try transaction.query(
                "SELECT phase, has_form, validation, establishments FROM plan_action WHERE request = $1",
                [.text(request)]
            ).first
        else { return nil }
        let departements = try transaction.query(
            "SELECT departement FROM plan_action_departement WHERE request = $1", [.text(request)]
        ).map { try Departement(try $0.text(0)) }
        let establishments = try row.text(3)
        return Found(
            phase: try row.text(0), hasForm: try row.integer(1) == 1, validation: try row.integer(2),
            departements: Set(departements),
            establishments: establishments == "*"
                ? nil : Set(try establishments.split(separator: " ").map { try UAI(String($0)) }))
    }

    static func save(_ request: String, _ state: ActionState, in transaction: any Transaction) throws {
        let establishments = state.form?.form.groups.flatMap(\.establishments) ?? []
        try transaction.execute(
            """
            INSERT INTO plan_action (request, phase, has_form, validation, is_movable, establishments)
            VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (request) DO UPDATE SET phase = excluded.phase, has_form = excluded.has_form,
                validation = excluded.validation, is_movable = excluded.is_movable,
                establishments = excluded.establishments
            """,
            [
                .text(request), .text(state.phase.rawValue), .integer(state.form == nil ? 0 : 1),
                .integer(Int64(state.validated?.validation.number ?? 0)), .integer(state.isMovable ? 1 : 0),
                .text(Set(establishments).sorted().map(\.text).joined(separator: " ")),
            ])
        let departements = Set((state.form?.departements ?? []) + (state.validated?.departements ?? []))
        // An amendment may leave a département.
        try transaction.execute("DELETE FROM plan_action_departement WHERE request = $1", [.text(request)])
        try transaction.executeEach(
            "INSERT INTO plan_action_departement (departement, request) VALUES ($1, $2)",
            departements.sorted().map { [.text($0.text), .text(request)] })
    }

    static func requests(where condition: String, in transaction: any Transaction) throws -> [RequestID] {
        try transaction.query("SELECT request FROM plan_action WHERE \(condition) ORDER BY request")
            .map { try RequestID(try $0.text(0)) }
    }

    /// A page of actions, in the order of their numbers; nil is every département.
    static func page(
        _ departements: Set<Departement>?, phase: String?, after: String, limit: Int64,
        in transaction: any Transaction
    ) throws -> [RequestID] {
        guard let departements else {
            let rows = try transaction.query(
                """
                SELECT request FROM plan_action WHERE request > $1 AND ($2 = '' OR phase = $2)
                ORDER BY request LIMIT $3
                """, [.text(after), .text(phase ?? ""), .integer(limit)])
            return try rows.map { try RequestID(try $0.text(0)) }
        }
        let pages = try transaction.queryEach(
            """
            SELECT a.request FROM plan_action_departement d JOIN plan_action a ON a.request = d.request
            WHERE d.departement = $1 AND a.request > $2 AND ($3 = '' OR a.phase = $3) ORDER BY a.request LIMIT $4
            """,
            departements.sorted().map { [.text($0.text), .text(after), .text(phase ?? ""), .integer(limit)] })
        let all = try Set(pages.flatMap(\.self).map { try $0.text(0) })
        return try all.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }.prefix(Int(limit))
            .map { try RequestID($0) }
    }
}
