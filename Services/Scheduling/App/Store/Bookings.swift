import Messages
import SchedulingDomain
import ServiceKit
import Store
import Vocabulary

/// What is booked, guarded by the store: whoever comes second is refused and decides again. Rows are written in sorted
/// order: quotas, trainers, establishments.
enum Bookings {
    /// One after the other: a single row for all, since a batch or a joint plan has several actions, and turns that
    /// were taken one by one could be waited for in a circle.
    static func takeTurn(in transaction: any Transaction) throws {
        try transaction.execute(
            """
            INSERT INTO plan_turn (departement, turns) VALUES ('*', 1)
            ON CONFLICT (departement) DO UPDATE SET turns = plan_turn.turns + 1
            """)
    }

    /// Makes the rows of an action what its sessions are: those that are gone or changed are given back, then those
    /// that are new are taken. What stays is not judged again: an absence that came since is for people to see to.
    static func update(
        _ request: String, _ state: ActionState, _ campaign: NumberedCampaign?,
        kilometres: @escaping (UAI, UAI) -> Int?, in transaction: any Transaction
    ) throws {
        let kept = try release(request, keeping: Set(state.named), in: transaction)
        let fresh = state.sessions.filter { !kept.contains($0.session) }
        guard !fresh.isEmpty else { return }
        let guards = BookingGuards(campaign, kilometres: kilometres, in: transaction)
        for session in fresh {
            let establishments =
                state.form?.form.groups.first { $0.id == session.group }.map { Set($0.establishments).sorted() } ?? []
            try guards.take(session, request, establishments)
            try transaction.execute(
                """
                INSERT INTO plan_session (session, request, revision, first_day, document, establishments)
                VALUES ($1, $2, $3, $4, $5, $6)
                """,
                [
                    .text(session.session.text), .text(request), .integer(Int64(session.revision.number)),
                    .text(session.halfDays.first?.date.text ?? ""), .bytes(try StateCoding.encode(session)),
                    .text(establishments.map(\.text).joined(separator: " ")),
                ])
        }
    }

    /// Gives back an action's bookings but for sessions at these revisions; answers which those are.
    @discardableResult
    static func release(
        _ request: String, keeping: Set<SessionNamed>, in transaction: any Transaction
    ) throws -> Set<SessionID> {
        var kept: Set<SessionID> = []
        let rows = try transaction.query(
            "SELECT session, revision, first_day, establishments FROM plan_session WHERE request = $1 ORDER BY session",
            [.text(request)])
        for row in rows {
            let session = try SessionID(try row.text(0))
            let named = SessionNamed(session: session, revision: try Revision(Int(try row.integer(1))))
            if keeping.contains(named) {
                kept.insert(session)
            } else {
                try release(
                    session, on: try CivilDate(try row.text(2)), try row.text(3).split(separator: " ").map(String.init),
                    in: transaction)
            }
        }
        return kept
    }

    private static func release(
        _ session: SessionID, on date: CivilDate, _ establishments: [String], in transaction: any Transaction
    ) throws {
        let monday = Week(of: date).monday.text
        let replacements = try transaction.query(
            "DELETE FROM plan_replacement WHERE session = $1 RETURNING departement, half_day, teachers",
            [.text(session.text)])
        try transaction.executeEach(
            "UPDATE plan_replaced SET used = used - $3 WHERE departement = $1 AND half_day = $2",
            replacements.map(\.values).sorted { "\($0)" < "\($1)" })
        let led = try transaction.query(
            "DELETE FROM plan_booking WHERE session = $1 RETURNING trainer", [.text(session.text)])
        let trainers = try led.map { try $0.text(0) }.sorted()
        try transaction.executeEach(
            "UPDATE plan_load SET used = used - 1 WHERE trainer = $1 AND monday = $2",
            trainers.flatMap { [[.text($0), .text("")], [.text($0), .text(monday)]] })
        try transaction.executeEach(
            "UPDATE plan_visit SET used = used - 1 WHERE establishment = $1 AND monday = $2",
            establishments.sorted().map { [.text($0), .text(monday)] })
        try transaction.execute("DELETE FROM plan_session WHERE session = $1", [.text(session.text)])
    }

    /// Half-days on which a département's teachers are replaced, with the sessions.
    static func booked(quota aggregate: String, in transaction: any Transaction) throws -> [BookedHalfDay] {
        let departement = String(aggregate.split(separator: "/").last ?? "")
        var booked: [HalfDay: BookedHalfDay] = [:]
        let rows = try transaction.query(
            "SELECT half_day, teachers, session FROM plan_replacement WHERE departement = $1", [.text(departement)])
        for row in rows {
            let halfDay = try HalfDay(try row.text(0))
            var one = booked[halfDay] ?? BookedHalfDay(halfDay: halfDay, teachers: 0, sessions: [])
            one.teachers += Int(try row.integer(1))
            one.sessions.append(try SessionID(try row.text(2)))
            booked[halfDay] = one
        }
        return booked.values.sorted { $0.halfDay < $1.halfDay }
    }
}
