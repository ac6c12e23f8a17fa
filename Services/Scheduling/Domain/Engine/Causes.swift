import Messages
import Vocabulary

/// Why a group has no place, rule by rule: each day of the window is counted for the first rule that closes it.
struct Causes {
    private let group: PreparedGroup
    private let board: PlanBoard
    private let ground: PlanGround
    private var causes: [PlacementCause] = []

    /// Each group has a place, but not all of them at once.
    static let together = PlacementCause(
        rule: Open(.P4), trainers: [], message: "Chaque groupe a une place, mais jamais tous les groupes ensemble.",
        remedy: "Réunir des groupes, ou composer chacun avec d'autres établissements.")

    static func of(_ group: PreparedGroup, on board: PlanBoard) -> [PlacementCause] {
        var causes = Causes(group: group, board: board, ground: board.ground)
        causes.find()
        return causes.causes.sorted { left, right in
            (left.rule.value.map { RuleID.allCases.firstIndex(of: $0) ?? 0 } ?? 0)
                < (right.rule.value.map { RuleID.allCases.firstIndex(of: $0) ?? 0 } ?? 0)
        }
    }

    private init(group: PreparedGroup, board: PlanBoard, ground: PlanGround) {
        self.group = group
        self.board = board
        self.ground = ground
    }

    private mutating func find() {
        guard hasTeams() else { return }
        var open = 0
        var closed: [Reason: Int] = [:]
        for day in ground.calendar.days.indices {
            if let reason = reason(day) { closed[reason, default: 0] += 1 } else { open += 1 }
        }
        for (reason, days) in closed.sorted(by: { $0.key < $1.key }) { add(reason, days) }
        if open > 0 {
            let least = ground.rules.leastGapWeeks.value
            add(
                .T1,
                "Il reste \(Self.days(open)), mais jamais \(group.demand.sessions.count) séances à \(least) semaines "
                    + "d'écart avec une même équipe.",
                "Demander moins de séances, ou une autre équipe.", trainers: able)
        }
    }

    private enum Reason: Hashable, Comparable {
        case weekday
        case lead
        case impossible
        case declined
        case quota(Departement)
        case establishment
        case staff

        private var order: String {
            switch self {
            case .weekday: "1"
            case .lead: "2"
            case .impossible: "3"
            case .declined: "4"
            case .quota(let departement): "5\(departement)"
            case .establishment: "6"
            case .staff: "7"
            }
        }

        static func < (left: Reason, right: Reason) -> Bool { left.order < right.order }
    }

    /// Somebody must be able to lead at all.
    private mutating func hasTeams() -> Bool {
        let demand = group.demand
        guard group.academics.isEmpty || group.firsts.isEmpty else { return true }
        for (degree, sides, wanted) in [
            (Degree.second, group.academics, demand.academicTrainers),
            (Degree.first, group.firsts, demand.firstDegreeTrainers),
        ] where sides.isEmpty {
            let inZone = ground.staff.filter { $0.degree == degree && $0.trainer.canTrain(in: demand.zone) }
            let skilled = inZone.filter { $0.trainer.canTake(demand.theme) }
            let who = degree == .second ? "formateur(s) académique(s)" : "formateur(s) du premier degré"
            if inZone.count < wanted {
                add(
                    .I1, "\(inZone.count) \(who) dans la circonscription \(demand.zone), il en faut \(wanted).",
                    "Étendre la zone d'un formateur, ou demander moins de formateurs.", trainers: inZone.map(\.id))
            } else if skilled.count < wanted {
                add(
                    .H4, "\(skilled.count) \(who) pour la classe de thème \(demand.theme), il en faut \(wanted).",
                    "Retenir une autre classe de thème, ou ajouter cette compétence à un formateur.",
                    trainers: skilled.map(\.id))
            } else if degree == .second, skilled.count(where: \.isASH) < demand.ashTrainers {
                add(
                    .T5,
                    "\(skilled.count(where: \.isASH)) formateur(s) ASH possible(s), il en faut "
                        + "\(demand.ashTrainers).", "Demander moins de formateurs ASH.", trainers: skilled.map(\.id))
            } else {
                add(
                    .I1, "Aucune équipe ne compte tous les formateurs demandés.",
                    "Revoir les formateurs nommés à l'examen.", trainers: demand.named)
            }
        }
        return false
    }

    private var able: [TrainerID] {
        Set((group.academics + group.firsts).flatMap(\.members)).sorted().map { ground.staff[$0].id }
    }

    /// The first rule that closes a day to every session of the group; nil where it is open to one.
    private func reason(_ day: Int) -> Reason? {
        let demand = group.demand
        let wantsFull = demand.sessions.contains(.fullDay)
        let wantsHalf = demand.sessions.contains(.halfDay)
        func isOpen(_ morning: Bool, _ afternoon: Bool) -> Bool {
            wantsFull && morning && afternoon || wantsHalf && (morning || afternoon)
        }
        let date = ground.calendar.days[day]
        let codes = demand.academicTrainers > 0 ? ground.openWithAcademic : ground.openWithout
        if !isOpen(codes.morning.contains(day), codes.afternoon.contains(day)) { return .weekday }
        if let first = demand.notBefore, date < first { return .lead }
        if demand.impossible.contains(where: { $0.contains(date) }) { return .impossible }
        if !isOpen(group.morning.contains(day), group.afternoon.contains(day)) { return .declined }
        for load in group.loads {
            guard let departement = load.departement else {
                let unknown = demand.replacements.first { ground.departementIndex[$0.departement] == nil }
                return .quota(unknown?.departement ?? demand.departement)
            }
            let fits = (0..<2).map { half in
                let cell = departement * ground.slotCount + 2 * day + half
                return board.used[cell] + load.teachers <= ground.caps[cell]
            }
            if !isOpen(group.morning.contains(day) && fits[0], group.afternoon.contains(day) && fits[1]) {
                return .quota(ground.departements[departement])
            }
        }
        let week = ground.calendar.week[day]
        let most = ground.rules.establishmentPerWeek.value
        if group.establishments.contains(where: { (board.visits(of: $0)?[week] ?? 0) >= most }) {
            return .establishment
        }
        return hasTeam(day, week, wantsFull: wantsFull, wantsHalf: wantsHalf) ? nil : .staff
    }

    /// Whether each degree has a free side that day; that the same team has all the days is not asked.
    private func hasTeam(_ day: Int, _ week: Int, wantsFull: Bool, wantsHalf: Bool) -> Bool {
        [group.academics, group.firsts].allSatisfy { sides in
            sides.contains { side in
                func fits(_ size: Int) -> Bool {
                    side.members.allSatisfy { member in
                        let staff = ground.staff[member].trainer
                        return board.weekLoad[member * ground.calendar.weekCount + week] + size <= staff.mostPerWeek
                            && board.yearLoad[member] + group.size <= staff.mostPerYear
                    }
                }
                let morning =
                    side.morning.contains(day) && side.members.allSatisfy { !board.busyMorning[$0].contains(day) }
                let afternoon =
                    side.afternoon.contains(day) && side.members.allSatisfy { !board.busyAfternoon[$0].contains(day) }
                return wantsFull && morning && afternoon && fits(2) || wantsHalf && (morning || afternoon) && fits(1)
            }
        }
    }

    private mutating func add(_ reason: Reason, _ days: Int) {
        let demand = group.demand
        let count = Self.days(days)
        switch reason {
        case .weekday:
            let rule: RuleID = demand.academicTrainers > 0 ? .T3 : .T4
            let with = demand.academicTrainers > 0 ? "avec" : "sans"
            add(rule, "\(count) fermés \(with) formateur académique.", "Accepter d'autres jours de la semaine.")
        case .lead:
            let first = demand.notBefore?.french ?? ""
            add(.T8, "\(count) avant le \(first), trop tôt.", "Attendre des dates plus tardives.")
        case .impossible: add(.F7, "\(count) impossibles pour les pilotes.", "Revoir les dates impossibles.")
        case .declined: add(.T8, "\(count) écartés par un service.", "Revenir sur une date écartée.")
        case .quota(let departement):
            add(
                .T7, "\(count) où les remplacements du département \(departement) ne suffisent pas.",
                "Réduire l'effectif du premier degré, ou relever le quota.", departement: departement)
        case .establishment:
            add(
                .P4, "\(count) dans des semaines où un établissement du groupe envoie déjà.",
                "Composer le groupe avec d'autres établissements.")
        case .staff:
            add(
                .T6, "\(count) où aucune équipe n'est libre.",
                "Libérer un formateur, étendre sa zone ou ses compétences, ou relever son maximum.", trainers: able)
        }
    }

    private static func days(_ count: Int) -> String { count == 1 ? "1 jour ouvert" : "\(count) jours ouverts" }

    private mutating func add(
        _ rule: RuleID, _ message: String, _ remedy: String, trainers: [TrainerID] = [],
        departement: Departement? = nil
    ) {
        causes.append(
            PlacementCause(
                rule: Open(rule), trainers: trainers, departement: departement, message: message, remedy: remedy))
    }
}
