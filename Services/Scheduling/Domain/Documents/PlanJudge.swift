import Vocabulary

/// Judges any plan for an instance, from the model's statements alone: it shares no code with the engine.
package struct PlanJudge {
    /// `RULE where what`.
    package private(set) var breaches: [String] = []
    /// The objective's terms.
    package private(set) var terms: [String: Int] = [:]
    package private(set) var movedGroups = 0

    package var objective: Int { terms.values.reduce(0, +) }
    package var quality: Int { objective - terms["unplaced", default: 0] - terms["priority", default: 0] }

    private let instance: InstanceDocument
    private let plan: PlanDocument
    private let places: [String: InstanceDocument.Place]
    private let trainers: [String: InstanceDocument.Staff]
    private var at: [TrainerHalf: [(group: String, place: String)]] = [:]
    private var weekly: [TrainerWeek: Int] = [:]
    private var yearly: [String: Int] = [:]
    private var used: [DepartementHalf: Int] = [:]
    private var visits: [TrainerWeek: [String]] = [:]

    private struct TrainerHalf: Hashable {
        var trainer: String
        var halfDay: HalfDay
    }

    private struct TrainerWeek: Hashable {
        var who: String
        var monday: CivilDate
    }

    private struct DepartementHalf: Hashable {
        var departement: String
        var halfDay: HalfDay
    }

    package init(_ instance: InstanceDocument, _ plan: PlanDocument) {
        self.instance = instance
        self.plan = plan
        places = Dictionary(instance.places.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        trainers = Dictionary(instance.trainers.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let known = Set(instance.actions.map(\.id))
        for id in plan.actions.keys.sorted() where !known.contains(id) { no("FORMAT", id, "unknown action") }
        for action in instance.actions { judge(action) }
        judgeTrainers()
        judgeMeans()
        if let most = instance.campaign.maxMoves.value, movedGroups > most {
            no("MOVES", "-", "\(movedGroups) > \(most)")
        }
    }

    private mutating func no(_ rule: String, _ place: String, _ what: String) {
        breaches.append("\(rule) \(place) \(what)")
    }

    private mutating func add(_ term: String, _ count: Int, weight: String? = nil) {
        terms[term, default: 0] += count * instance.campaign.weights[weight ?? term, default: 0]
    }

    // MARK: An action

    private mutating func judge(_ action: InstanceDocument.Action) {
        let standing = instance.standing[action.id]
        guard let planned = plan.actions[action.id] else {
            add("unplaced", 1)
            add("priority", action.priority)
            if let standing {
                movedGroups += action.groups.count
                if standing.groups.contains(where: { $0.pinned == true }) {
                    no("PIN", action.id, "a pinned group is not placed")
                }
            }
            return
        }
        guard planned.groups.count == action.groups.count else { return no("P4", action.id, "groups missing") }
        for index in action.groups.indices {
            judge(action.groups[index], of: action, planned.groups[index], standing: standing?.groups[index])
        }
    }

    private mutating func judge(
        _ group: InstanceDocument.Group, of action: InstanceDocument.Action, _ planned: PlanDocument.PlacedGroup,
        standing: PlanDocument.PlacedGroup?
    ) {
        guard let place = places[group.place] else { return no("FORMAT", group.id, "unknown place") }
        guard planned.sessions.count == group.sessions.count else { return no("T1", group.id, "sessions missing") }
        let team = (planned.academic + planned.first).compactMap { trainers[$0] }
        guard team.count == planned.academic.count + planned.first.count else {
            return no("FORMAT", group.id, "unknown trainer")
        }
        judge(team, of: action, group, planned, at: place)
        var previous: CivilDate?
        var hasChanged = false
        var isTold = false
        for (index, session) in planned.sessions.enumerated() {
            guard (group.sessions[index] == "F") == (session.half == "D"), "DAP".contains(session.half) else {
                no("T1", group.id, "session \(index + 1): \(group.sessions[index]) placed as \(session.half)")
                continue
            }
            judge(session, of: action, group, team, at: place)
            if let previous { judgeGap(previous, session.date, group.id) }
            previous = session.date
            if let old = standing?.sessions[index] {
                isTold = isTold || old.told == true
                if old.date != session.date || old.half != session.half {
                    hasChanged = true
                    add("moveSession", 1, weight: old.told == true ? "moveTold" : "moveSession")
                }
            }
        }
        guard let standing else { return }
        let lost = Set(standing.academic + standing.first).subtracting(team.map(\.id)).count
        add("changeTrainer", lost, weight: isTold ? "changeTrainerTold" : "changeTrainer")
        hasChanged = hasChanged || lost > 0
        if hasChanged { movedGroups += 1 }
        if standing.pinned == true, hasChanged { no("PIN", group.id, "a pinned group moved") }
    }

    private mutating func judge(
        _ team: [InstanceDocument.Staff], of action: InstanceDocument.Action, _ group: InstanceDocument.Group,
        _ planned: PlanDocument.PlacedGroup, at place: InstanceDocument.Place
    ) {
        if Set(team.map(\.id)).count != team.count { no("I1", group.id, "a trainer twice in the team") }
        if planned.academic.count != action.academic || planned.first.count != action.first {
            no("I1", group.id, "size of the team")
        }
        let academic = team.prefix(planned.academic.count)
        if academic.contains(where: { $0.degree != 2 })
            || team.dropFirst(academic.count).contains(where: { $0.degree != 1 })
        {
            no("I1", group.id, "degree of a trainer")
        }
        if action.eabep, action.academic > 0, !academic.contains(where: \.ash) {
            no("T5", group.id, "no ASH academic trainer")
        }
        for trainer in team {
            if trainer.themes != ["*"], !trainer.themes.contains(action.theme) { no("SKILL", group.id, trainer.id) }
            if !trainer.zones.contains(place.zone) { no("TERRITORY", group.id, trainer.id) }
        }
    }

    private mutating func judge(
        _ session: PlanDocument.PlacedSession, of action: InstanceDocument.Action, _ group: InstanceDocument.Group,
        _ team: [InstanceDocument.Staff], at place: InstanceDocument.Place
    ) {
        let rules = instance.campaign
        let date = session.date
        let weekday = date.weekday.rawValue
        let halves = session.half == "D" ? Half.allCases : Half.allCases.filter { $0.rawValue == session.half }
        if date < rules.first || date > rules.last { no("T2", group.id, "\(date) outside the window") }
        if weekday > 5 || Self.within(date, rules.closed) { no("T2", group.id, "\(date) closed") }
        if let first = action.notBefore.value, date < first { no("LEAD", group.id, "\(date) before \(first)") }
        if Self.within(date, action.blackout) { no("BLACKOUT", group.id, "\(date)") }
        let monday = Week(of: date).monday
        for half in halves {
            let halfDay = HalfDay(date, half)
            if action.academic > 0, !rules.withAcademic.contains(halfDay.weekly) { no("T3", group.id, halfDay.text) }
            if action.academic == 0, !rules.withoutAcademic.contains(halfDay.weekly) {
                no("T4", group.id, halfDay.text)
            }
            for trainer in team {
                if !trainer.free.contains(halfDay.weekly) { no("T6", group.id, "\(trainer.id) not freed \(halfDay)") }
                if Self.within(date, trainer.away) { no("T6", group.id, "\(trainer.id) away \(date)") }
                at[TrainerHalf(trainer: trainer.id, halfDay: halfDay), default: []].append((group.id, group.place))
                weekly[TrainerWeek(who: trainer.id, monday: monday), default: 0] += 1
                yearly[trainer.id, default: 0] += 1
            }
            for (departement, teachers) in group.primary {
                used[DepartementHalf(departement: departement, halfDay: halfDay), default: 0] += teachers
            }
        }
        for establishment in group.establishments {
            visits[TrainerWeek(who: establishment, monday: monday), default: []].append(group.id)
        }
        if action.eabep, !rules.eabepDays.contains(weekday) { add("eabepDay", 1) }
        if halves.contains(where: { rules.lastResort.contains(HalfDay(date, $0).weekly) }) { add("lastResortDay", 1) }
        if !action.preferred.isEmpty, !Self.within(date, action.preferred) { add("preferredDate", 1) }
        if !action.preferredWeekdays.isEmpty, !action.preferredWeekdays.contains(weekday) {
            add("preferredWeekday", 1)
        }
        for trainer in team { add("travelKm", Self.kilometres(trainer.x - place.x, trainer.y - place.y)) }
    }

    private mutating func judgeGap(_ earlier: CivilDate, _ later: CivilDate, _ group: String) {
        let gap = Week(of: later).weeks(since: Week(of: earlier))
        if gap < instance.campaign.minGapWeeks { no("GAP", group, "\(earlier) -> \(later)") }
        let wished = instance.campaign.wishedGapWeeks
        add("spreadWeek", max(0, wished[0] - gap) + max(0, gap - wished[1]))
    }

    // MARK: All together

    private mutating func judgeTrainers() {
        for (key, here) in at.sorted(by: { ($0.key.trainer, $0.key.halfDay) < ($1.key.trainer, $1.key.halfDay) }) {
            if here.count > 1 {
                let groups = here.map(\.group).joined(separator: ",")
                no("T6", key.trainer, "\(key.halfDay): in \(here.count) places: \(groups)")
            }
            guard key.halfDay.half == .morning else { continue }
            let afternoon = at[
                TrainerHalf(trainer: key.trainer, halfDay: HalfDay(key.halfDay.date, .afternoon))]
            for one in here {
                for other in afternoon ?? [] where one.place != other.place {
                    guard let from = places[one.place], let to = places[other.place] else { continue }
                    let way = Self.kilometres(from.x - to.x, from.y - to.y)
                    if way > instance.campaign.noonKm {
                        no(
                            "T6", key.trainer,
                            "\(key.halfDay.date): \(one.group) then \(other.group): \(way) km at noon")
                    }
                }
            }
        }
        for (key, count) in weekly.sorted(by: { ($0.key.who, $0.key.monday) < ($1.key.who, $1.key.monday) }) {
            guard let trainer = trainers[key.who] else { continue }
            if count > trainer.maxWeek { no("MAXWEEK", key.who, "week of \(key.monday): \(count) half-days") }
            add("trainerWeek", max(0, count - trainer.wishedWeek))
        }
        for (id, count) in yearly.sorted(by: { $0.key < $1.key }) where count > trainers[id]?.maxYear ?? 0 {
            no("MAXYEAR", id, "\(count) half-days")
        }
    }

    private mutating func judgeMeans() {
        for (key, count) in used.sorted(by: {
            ($0.key.departement, $0.key.halfDay) < ($1.key.departement, $1.key.halfDay)
        }) {
            let quota = quota(key.departement, key.halfDay)
            if count > quota { no("T7", key.departement, "\(key.halfDay): \(count) > \(quota)") }
            add("quotaPressure", max(0, count - quota * instance.campaign.comfortPercent / 100))
        }
        for (key, groups) in visits.sorted(by: { ($0.key.who, $0.key.monday) < ($1.key.who, $1.key.monday) })
        where groups.count > instance.campaign.establishmentPerWeek {
            no("ESTWEEK", key.who, "week of \(key.monday): \(groups.joined(separator: ","))")
        }
    }

    private func quota(_ departement: String, _ halfDay: HalfDay) -> Int {
        guard let quota = instance.departements.first(where: { $0.id == departement }) else { return 0 }
        let base = quota.quota[halfDay.weekly.text, default: 0]
        let parts = quota.quotaPeriods.filter { $0.from <= halfDay.date && halfDay.date <= $0.to }
            .map { base * $0.percent / 100 }
        return parts.min() ?? base
    }

    private static func within(_ date: CivilDate, _ ranges: [[CivilDate]]) -> Bool {
        ranges.contains { $0.count == 2 && $0[0] <= date && date <= $0[1] }
    }

    /// By bisection: the largest whole number whose square fits.
    private static func kilometres(_ dx: Int, _ dy: Int) -> Int {
        let square = dx * dx + dy * dy
        var (low, high) = (0, 1 << 31)
        while low < high {
            let middle = (low + high + 1) / 2
            if middle * middle <= square { low = middle } else { high = middle - 1 }
        }
        return low / 10
    }
}
