import Vocabulary

/// A group's demand in the numbers of a ground: where it could go at all, what each day costs it, who could lead it.
package struct PreparedGroup: Sendable {
    /// Trainers of one degree that lead together, and what their way costs for all sessions.
    struct Side: Sendable {
        let cost: Int
        let members: [Int]
        let morning: DayMask
        let afternoon: DayMask
    }

    package let demand: GroupDemand
    /// Half-days of all sessions.
    let size: Int
    /// (département, teachers); nil département: its quota isn't known, and nothing can be replaced there.
    let loads: [(departement: Int?, teachers: Int)]
    let establishments: [UAI]
    /// Days that T3 or T4, LEAD, wishes and declined dates leave open.
    let morning: DayMask
    let afternoon: DayMask
    /// Per day, without what depends on the state.
    let prices: [Int]
    /// Cheapest first.
    let academics: [Side]
    let firsts: [Side]

    /// Teams of one degree, at most: beyond, the farthest are left out. (4 of 20 trainers are 4,845.)
    private static let mostSides = 2000

    package init(_ demand: GroupDemand, on ground: PlanGround) {
        self.demand = demand
        size = demand.sessions.reduce(0) { $0 + $1.halfDays }
        loads = demand.replacements.map { (ground.departementIndex[$0.departement], $0.teachers) }
        establishments = Array(Set(demand.establishments)).sorted()
        let open = demand.academicTrainers > 0 ? ground.openWithAcademic : ground.openWithout
        let calendar = ground.calendar
        let closed = calendar.mask { date in
            demand.notBefore.map { date < $0 } ?? false || demand.impossible.contains { $0.contains(date) }
        }
        var morning = open.morning.subtracting(closed)
        var afternoon = open.afternoon.subtracting(closed)
        for halfDay in demand.declined {
            guard let day = calendar.day(halfDay.date) else { continue }
            if halfDay.half == .morning { morning.remove(day) } else { afternoon.remove(day) }
        }
        self.morning = morning
        self.afternoon = afternoon
        prices = Self.prices(demand, on: ground)
        let able = ground.staff.indices.filter { index in
            let trainer = ground.staff[index].trainer
            return trainer.canTrain(in: demand.zone) && trainer.canTake(demand.theme)
        }
        academics = Self.sides(.second, demand.academicTrainers, able, demand, ground)
        firsts = Self.sides(.first, demand.firstDegreeTrainers, able, demand, ground)
    }

    private static func prices(_ demand: GroupDemand, on ground: PlanGround) -> [Int] {
        let weights = ground.weights
        let special = Set(ground.campaign.rules.T5.weekdays.value.map(\.rawValue))
        let weekdays = Set(demand.weekdays.filter { $0 <= .friday }.map(\.rawValue))
        let inWindow = Set(ground.calendar.days.map(\.month))
        let months = Set(demand.months.map(\.rawValue)).intersection(inWindow)
        return ground.calendar.days.enumerated().map { day, date in
            let weekday = ground.calendar.weekday[day]
            var price = 0
            if demand.concernsSpecialNeeds, !special.contains(weekday) { price += weights.specialNeedsDay }
            if !months.isEmpty, !months.contains(date.month) { price += weights.preferredMonth }
            if !weekdays.isEmpty, !weekdays.contains(weekday) { price += weights.preferredWeekday }
            return price
        }
    }

    private static func sides(
        _ degree: Degree, _ count: Int, _ able: [Int], _ demand: GroupDemand, _ ground: PlanGround
    ) -> [Side] {
        let staff = ground.staff
        let candidates = able.filter { staff[$0].degree == degree }
        let named = demand.named.compactMap { ground.staffIndex[$0] }.filter { staff[$0].degree == degree }
        let perSession = ground.weights.travelKilometre * demand.sessions.count
        var sides: [Side] = []
        func take(_ members: [Int]) {
            guard named.allSatisfy(members.contains) else { return }
            if degree == .second, members.count(where: { staff[$0].isASH }) < demand.ashTrainers { return }
            var morning = staff.isEmpty ? DayMask() : ground.openMask
            var afternoon = morning
            var cost = 0
            for member in members {
                morning = morning & staff[member].morning
                afternoon = afternoon & staff[member].afternoon
                cost += perSession * staff[member].point.kilometres(to: demand.point)
                if staff[member].isASH, demand.ashTrainers == 0 { cost += ground.reserve.ash }
                if degree == .first, staff[member].isWide { cost += ground.reserve.wide }
            }
            sides.append(Side(cost: cost, members: members, morning: morning, afternoon: afternoon))
        }
        combinations(of: candidates, count, take)
        sides.sort { ($0.cost, $0.members.lexical) < ($1.cost, $1.members.lexical) }
        return Array(sides.prefix(mostSides))
    }

    /// Every choice of so many, in order; the empty one for none.
    private static func combinations(of items: [Int], _ count: Int, _ take: ([Int]) -> Void) {
        func choose(_ from: Int, _ chosen: [Int]) {
            if chosen.count == count { return take(chosen) }
            guard items.count - from >= count - chosen.count else { return }
            for next in from..<items.count { choose(next + 1, chosen + [items[next]]) }
        }
        choose(0, [])
    }
}

extension [Int] {
    /// For a total order of teams of one price.
    fileprivate var lexical: String { map(String.init).joined(separator: ",") }
}

extension PlanGround {
    /// Every open day.
    var openMask: DayMask {
        var mask = DayMask()
        for day in calendar.days.indices { mask.insert(day) }
        return mask
    }
}
