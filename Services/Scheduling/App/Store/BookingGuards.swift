import Messages
import SchedulingDomain
import ServiceKit
import Store
import Vocabulary

/// Takes what a session needs, each under a lock of its row: what was read without one when it was decided may have
/// moved since.
struct BookingGuards {
    private let campaign: NumberedCampaign?
    /// Between two establishments; nil where one isn't known.
    private let kilometres: (UAI, UAI) -> Int?
    private let transaction: any Transaction

    init(
        _ campaign: NumberedCampaign?, kilometres: @escaping (UAI, UAI) -> Int?, in transaction: any Transaction
    ) {
        self.campaign = campaign
        self.kilometres = kilometres
        self.transaction = transaction
    }

    func take(_ session: SessionStated, _ request: String, _ establishments: [UAI]) throws {
        guard let date = session.halfDays.first?.date else { return }
        for used in session.replacements.sorted(by: { $0.departement < $1.departement }) {
            try replace(used, session)
        }
        let monday = Week(of: date).monday
        for trainer in session.team.sorted(by: { $0.text < $1.text }) {
            try lead(trainer, session, request, monday)
        }
        let most = Int64(campaign?.scheduling.establishmentPerWeek.value ?? 1)
        for establishment in establishments {
            try count(
                """
                INSERT INTO plan_visit (establishment, monday, used) VALUES ($1, $2, $3)
                ON CONFLICT (establishment, monday) DO UPDATE SET used = plan_visit.used + $3
                WHERE plan_visit.used + $3 <= $4
                """, establishment.text, monday.text, 1, most, "an establishment's week is full")
        }
    }

    /// T7, under the quota's row, so that it can't be lowered meanwhile.
    private func replace(_ used: ReplacementsUsed, _ session: SessionStated) throws {
        let row = try transaction.query(
            "UPDATE plan_quota SET turns = turns + 1 WHERE departement = $1 RETURNING document",
            [.text(used.departement.text)])
        guard let bytes = try row.first?.bytes(0) else { throw refused("a quota isn't known") }
        let quota = try StateCoding.decode(QuotaState.self, from: bytes)
        for halfDay in session.halfDays {
            try count(
                """
                INSERT INTO plan_replaced (departement, half_day, used) VALUES ($1, $2, $3)
                ON CONFLICT (departement, half_day) DO UPDATE SET used = plan_replaced.used + $3
                WHERE plan_replaced.used + $3 <= $4
                """, used.departement.text, halfDay.text, Int64(used.teachers.number),
                Int64(quota.cap(on: halfDay)), "a quota is used up")
            try transaction.execute(
                "INSERT INTO plan_replacement (session, departement, half_day, teachers) VALUES ($1, $2, $3, $4)",
                [
                    .text(session.session.text), .text(used.departement.text), .text(halfDay.text),
                    .integer(Int64(used.teachers.number)),
                ])
        }
    }

    /// T6, under the trainer's row: freed, not away, in one place, near at noon, within the week's and year's most.
    private func lead(_ id: TrainerID, _ session: SessionStated, _ request: String, _ monday: CivilDate) throws {
        let row = try transaction.query(
            "UPDATE plan_trainer SET turns = turns + 1 WHERE trainer = $1 RETURNING document", [.text(id.text)])
        guard let bytes = try row.first?.bytes(0) else { throw refused("a trainer isn't known") }
        let state = try StateCoding.decode(TrainerState.self, from: bytes)
        guard let trainer = state.trainer else { throw refused("a trainer isn't known") }
        for halfDay in session.halfDays {
            guard trainer.free.contains(halfDay.weekly), !state.isAway(on: halfDay.date) else {
                throw refused("a trainer isn't free")
            }
        }
        let size = Int64(session.halfDays.count)
        let load = """
            INSERT INTO plan_load (trainer, monday, used) VALUES ($1, $2, $3)
            ON CONFLICT (trainer, monday) DO UPDATE SET used = plan_load.used + $3
            WHERE plan_load.used + $3 <= $4
            """
        try count(load, id.text, "", size, Int64(trainer.mostPerYear), "a trainer's year is full")
        try count(load, id.text, monday.text, size, Int64(trainer.mostPerWeek), "a trainer's week is full")
        for halfDay in session.halfDays {
            let taken = try transaction.execute(
                """
                INSERT INTO plan_booking (trainer, half_day, request, session, host) VALUES ($1, $2, $3, $4, $5)
                ON CONFLICT (trainer, half_day) DO NOTHING
                """,
                [
                    .text(id.text), .text(halfDay.text), .text(request), .text(session.session.text),
                    .text(session.host.text),
                ])
            guard taken == 1 else { throw refused("a trainer is taken") }
        }
        try judgeNoon(id, session)
    }

    private func judgeNoon(_ id: TrainerID, _ session: SessionStated) throws {
        guard let only = session.halfDays.first, session.halfDays.count == 1, let campaign else { return }
        let other = HalfDay(only.date, only.half == .morning ? .afternoon : .morning)
        let rows = try transaction.query(
            "SELECT host FROM plan_booking WHERE trainer = $1 AND half_day = $2", [.text(id.text), .text(other.text)])
        guard let host = try rows.first?.text(0), host != session.host.text else { return }
        guard let way = kilometres(session.host, try UAI(host)), way <= campaign.scheduling.noonKilometres.value else {
            throw refused("a trainer's noon is too long")
        }
    }

    private func count(
        _ sql: String, _ owner: String, _ cell: String, _ more: Int64, _ most: Int64, _ detail: String
    ) throws {
        // The guard stands on the row that is there; a new one is judged here.
        guard more <= most else { throw refused(detail) }
        let changed = try transaction.execute(
            sql, [.text(owner), .text(cell), .integer(more), .integer(most)])
        guard changed == 1 else { throw refused(detail) }
    }

    private func refused(_ detail: String) -> StoreError {
        StoreError(.guardRefused, operation: "book a session", detail: detail)
    }
}
