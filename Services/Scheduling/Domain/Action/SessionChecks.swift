import Messages
import Vocabulary

/// Whether a session may stand where a person puts it, or with whom: every hard constraint that they could break, each
/// named by its rule.
struct SessionChecks {
    private let place: ActionPlace
    private var ground: PlanGround { place.ground }

    init(_ place: ActionPlace) { self.place = place }

    // MARK: Another day

    /// - Parameters:
    ///   - session: as it would stand.
    ///   - sessions: the action's, as they stand.
    ///   - old: the session as it stands.
    func faults(
        of session: SessionStated, in sessions: [SessionStated], as old: SessionStated, today: CivilDate
    ) -> [Refusal.Fault] {
        guard let date = session.halfDays.first?.date, SessionTime(session.halfDays) != nil,
            session.halfDays.count == old.halfDays.count, Set(session.halfDays).count == session.halfDays.count
        else {
            let length = old.halfDays.count == 2 ? "les deux demi-journées d'un jour" : "une demi-journée"
            return [Refusal.Fault("halfDays", .T1, "La séance prend \(length).")]
        }
        guard let demand = place.demands.first(where: { $0.group == session.group }),
            let day = ground.calendar.day(date)
        else {
            let why = ground.campaign.calendar.closing(on: date) ?? "hors de la période des séances"
            return [Refusal.Fault("halfDays", .T2, "Le \(date.french) n'est pas ouvert : \(why).")]
        }
        var faults: [Refusal.Fault] = []
        func no(_ rule: RuleID, _ message: String) { faults.append(Refusal.Fault("halfDays", rule, message)) }
        if date <= today { no(.T8, "Le \(date.french) est passé, ou c'est aujourd'hui.") }
        if demand.impossible.contains(where: { $0.contains(date) }) {
            no(.F7, "Le \(date.french) est impossible pour les pilotes.")
        }
        let group = PreparedGroup(demand, on: ground)
        let open = demand.academicTrainers > 0 ? ground.openWithAcademic : ground.openWithout
        for halfDay in session.halfDays {
            let isOpen = (halfDay.half == .morning ? open.morning : open.afternoon).contains(day)
            if !isOpen { no(demand.academicTrainers > 0 ? .T3 : .T4, "Le \(halfDay.french) n'est pas ouvert.") }
        }
        var others = place
        others.keep(sessions.filter { $0.session != session.session })
        faults += means(session, group, day, others.board)
        for trainer in session.team { faults += staff(trainer, session, day, others.board, field: "halfDays") }
        faults += gaps(session, sessions)
        return faults
    }

    private func means(
        _ session: SessionStated, _ group: PreparedGroup, _ day: Int, _ board: PlanBoard
    ) -> [Refusal.Fault] {
        var faults: [Refusal.Fault] = []
        for halfDay in session.halfDays {
            for used in session.replacements {
                guard let departement = ground.departementIndex[used.departement] else { continue }
                let cell = departement * ground.slotCount + 2 * day + halfDay.half.index
                let left = ground.caps[cell] - board.used[cell]
                if used.teachers.number > left {
                    faults.append(
                        Refusal.Fault(
                            "halfDays", .T7,
                            "Le \(halfDay.french), le département \(used.departement) peut encore remplacer "
                                + "\(max(0, left)) enseignant(s), il en faut \(used.teachers.number)."))
                }
            }
        }
        let week = ground.calendar.week[day]
        for establishment in group.establishments
        where (board.visits(of: establishment)?[week] ?? 0) >= ground.rules.establishmentPerWeek.value {
            faults.append(
                Refusal.Fault("halfDays", .P4, "L'établissement \(establishment) envoie déjà cette semaine-là."))
        }
        return faults
    }

    private func gaps(_ session: SessionStated, _ sessions: [SessionStated]) -> [Refusal.Fault] {
        guard let date = session.halfDays.first?.date else { return [] }
        let least = ground.rules.leastGapWeeks.value
        return sessions.filter { $0.group == session.group && $0.session != session.session }.compactMap { other in
            guard let day = other.halfDays.first?.date else { return nil }
            let weeks = Week(of: date).weeks(since: Week(of: day))
            // Their order stays what it is: the identifiers are numbered in it.
            let isLater = session.session.text > other.session.text
            guard isLater ? weeks < least : weeks > -least else { return nil }
            return Refusal.Fault(
                "halfDays", .T1, "L'autre séance du groupe est le \(day.french) : il faut \(least) semaines d'écart.")
        }
    }

    // MARK: Somebody else

    func faults(
        of arrives: TrainerID, for leaves: TrainerID, in old: [SessionStated], of sessions: [SessionStated]
    ) -> [Refusal.Fault] {
        guard old.allSatisfy({ $0.team.contains(leaves) }) else {
            return [Refusal.Fault("leaves", .T6, "\(leaves) n'est pas de l'équipe de chaque séance.")]
        }
        guard !old.contains(where: { $0.team.contains(arrives) }) else {
            return [Refusal.Fault("arrives", .I1, "\(arrives) est déjà de l'équipe.")]
        }
        guard let index = ground.staffIndex[arrives], let former = ground.staffIndex[leaves] else {
            return [Refusal.Fault("arrives", .T6, "Le formateur \(arrives) n'est pas connu.")]
        }
        let staff = ground.staff[index]
        var faults: [Refusal.Fault] = []
        if staff.degree != ground.staff[former].degree {
            faults.append(Refusal.Fault("arrives", .I1, "\(arrives) n'est pas du même degré que \(leaves)."))
        }
        // Counted without the leaver's and arriver's other half-days of the same sessions.
        var others = place
        let changed = Set(old.map(\.session))
        others.keep(sessions.filter { !changed.contains($0.session) })
        for session in old {
            guard let demand = place.demands.first(where: { $0.group == session.group }) else { continue }
            if !staff.trainer.canTake(demand.theme) {
                faults.append(Refusal.Fault("arrives", .H4, "\(arrives) ne prend pas la classe \(demand.theme)."))
            }
            if !staff.trainer.canTrain(in: demand.zone) {
                faults.append(Refusal.Fault("arrives", .I1, "\(arrives) n'intervient pas en \(demand.zone)."))
            }
            let ash = session.team.filter { $0 != leaves }.count { id in
                ground.staffIndex[id].map { ground.staff[$0].isASH && ground.staff[$0].degree == .second } ?? false
            }
            if ash + (staff.isASH && staff.degree == .second ? 1 : 0) < demand.ashTrainers {
                faults.append(Refusal.Fault("arrives", .T5, "L'équipe n'aurait plus de formateur ASH."))
            }
            guard let date = session.halfDays.first?.date, let day = ground.calendar.day(date) else { continue }
            faults += self.staff(arrives, session, day, others.board, field: "arrives")
            others.keep([session.led(by: arrives)])
        }
        var seen: Set<Refusal.Fault> = []
        return faults.filter { seen.insert($0).inserted }
    }

    /// T6, for one trainer and session.
    private func staff(
        _ id: TrainerID, _ session: SessionStated, _ day: Int, _ board: PlanBoard, field: String
    ) -> [Refusal.Fault] {
        guard let index = ground.staffIndex[id] else {
            return [Refusal.Fault(field, .T6, "Le formateur \(id) n'est pas connu.")]
        }
        let staff = ground.staff[index]
        var faults: [Refusal.Fault] = []
        func no(_ message: String) { faults.append(Refusal.Fault(field, .T6, message)) }
        for halfDay in session.halfDays {
            let isMorning = halfDay.half == .morning
            if !(isMorning ? staff.morning : staff.afternoon).contains(day) {
                no("\(id) n'est pas libéré le \(halfDay.french).")
            }
            if (isMorning ? board.busyMorning[index] : board.busyAfternoon[index]).contains(day) {
                no("\(id) intervient déjà le \(halfDay.french).")
            }
        }
        let size = session.halfDays.count
        let week = board.weekLoad[index * ground.calendar.weekCount + ground.calendar.week[day]]
        if week + size > staff.trainer.mostPerWeek {
            no("\(id) aurait \(week + size) demi-journées cette semaine-là, au plus \(staff.trainer.mostPerWeek).")
        }
        if board.yearLoad[index] + size > staff.trainer.mostPerYear {
            no("\(id) dépasserait ses \(staff.trainer.mostPerYear) demi-journées de l'année.")
        }
        if session.halfDays.count == 1, let half = session.halfDays.first?.half,
            let demand = place.demands.first(where: { $0.group == session.group }),
            let way = board.kilometres(of: index, at: 2 * day + 1 - half.index, to: demand.point),
            way > ground.rules.noonKilometres.value
        {
            no("\(id) serait à \(way) km à l'autre demi-journée, au plus \(ground.rules.noonKilometres.value).")
        }
        return faults
    }
}

extension SessionStated {
    fileprivate func led(by trainer: TrainerID) -> SessionStated {
        var session = self
        session.team = [trainer]
        session.replacements = []
        return session
    }
}
