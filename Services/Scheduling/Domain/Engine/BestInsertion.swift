import Vocabulary

/// The cheapest place of a group in a state: exact, since sessions of a group never share a week, so that their prices
/// don't meet. Per team the best price of each week for each session, then a scan of the weeks in order.
struct BestInsertion {
    /// What stands, and what changing it costs: a proposal that is put back isn't moved without need.
    struct Standing {
        var insertion: Insertion
        var moveSession: Int
        var changeTrainer: Int
    }

    private let board: PlanBoard
    private let group: PreparedGroup
    private let ground: PlanGround
    private let standing: Standing?
    /// Prices by day of a full day, a morning, an afternoon; `none` where closed.
    private var full: [Int] = []
    private var halves: [[Int]] = [[], []]
    private var floors: [Int] = []

    private static let none = Int.max / 4

    init(_ group: PreparedGroup, on board: PlanBoard, standing: Standing? = nil) {
        self.board = board
        self.group = group
        self.standing = standing
        ground = board.ground
        price()
    }

    /// nil where it has no place.
    ///
    /// - Parameter noise: added to a team's price, so that a search meets others than the cheapest.
    func best(noise: () -> Int = { 0 }) -> Insertion? {
        guard !floors.contains(Self.none) else { return nil }
        let floor = floors.reduce(0, +)
        let cheapestFirst = group.firsts.first?.cost ?? 0
        var best: Insertion?
        var weekly: [WeekTable?] = []
        for academics in group.academics {
            if let best, academics.cost + cheapestFirst + floor >= best.cost { break }
            guard fits(academics) else { continue }
            let academicMorning = free(academics.morning, academics.members, morning: true)
            let academicAfternoon = free(academics.afternoon, academics.members, morning: false)
            for firsts in group.firsts {
                let base = academics.cost + firsts.cost + noise()
                if let best, base + floor >= best.cost { break }
                guard fits(firsts) else { continue }
                let team = academics.members + firsts.members
                let morning = academicMorning & free(firsts.morning, firsts.members, morning: true)
                let afternoon = academicAfternoon & free(firsts.afternoon, firsts.members, morning: false)
                weekly.removeAll(keepingCapacity: true)
                for place in group.demand.sessions.indices {
                    weekly.append(table(place, team, morning, afternoon, previous: weekly))
                }
                guard let found = scan(weekly.compactMap(\.self)) else { continue }
                let cost = base + found.price + changes(team)
                if best.map({ cost < $0.cost }) ?? true {
                    best = Insertion(cost: cost, team: team, times: found.times)
                }
            }
        }
        return best
    }

    /// Whether a given place breaks nothing.
    func allows(_ insertion: Insertion) -> Bool {
        let calendar = ground.calendar
        guard insertion.times.count == group.demand.sessions.count,
            insertion.team.allSatisfy({
                board.yearLoad[$0] + group.size <= ground.staff[$0].trainer.mostPerYear
            })
        else { return false }
        for (place, time) in insertion.times.enumerated() {
            let isFull = group.demand.sessions[place] == .fullDay
            guard isFull == (time.half == nil) else { return false }
            let price = time.half.map { halves[$0][time.day] } ?? full[time.day]
            guard price < Self.none, weekPrice(insertion.team, calendar.week[time.day], time.halves.count) != nil else {
                return false
            }
            for trainer in insertion.team {
                let staff = ground.staff[trainer]
                let isFree = time.halves.allSatisfy { half in
                    half == 0
                        ? staff.morning.contains(time.day) && !board.busyMorning[trainer].contains(time.day)
                        : staff.afternoon.contains(time.day) && !board.busyAfternoon[trainer].contains(time.day)
                }
                guard isFree else { return false }
            }
            if let half = time.half, !isNear(insertion.team, 2 * time.day + 1 - half) { return false }
            if place > 0 {
                let gap = calendar.week[time.day] - calendar.week[insertion.times[place - 1].day]
                guard gap >= ground.rules.leastGapWeeks.value else { return false }
            }
        }
        return true
    }

    // MARK: Days

    /// What each day costs whoever leads: closed where an establishment's week is full or replacements run short.
    private mutating func price() {
        let calendar = ground.calendar
        var isBlocked = Array(repeating: false, count: calendar.weekCount)
        let most = ground.rules.establishmentPerWeek.value
        for establishment in group.establishments {
            guard let visits = board.visits(of: establishment) else { continue }
            for week in visits.indices where visits[week] >= most { isBlocked[week] = true }
        }
        let days = calendar.days.count
        let lacksQuota = group.loads.contains { $0.departement == nil }
        full = Array(repeating: Self.none, count: days)
        halves = [full, full]
        for day in 0..<days where !isBlocked[calendar.week[day]] && !lacksQuota {
            let morning = group.morning.contains(day) ? pressure(2 * day) : Self.none
            let afternoon = group.afternoon.contains(day) ? pressure(2 * day + 1) : Self.none
            let resort = ground.weights.lastResortDay
            let isMorningResort = ground.lastResort.morning.contains(day)
            let isAfternoonResort = ground.lastResort.afternoon.contains(day)
            let price = group.prices[day]
            if morning < Self.none { halves[0][day] = price + morning + (isMorningResort ? resort : 0) }
            if afternoon < Self.none { halves[1][day] = price + afternoon + (isAfternoonResort ? resort : 0) }
            if morning < Self.none, afternoon < Self.none {
                full[day] = price + morning + afternoon + (isMorningResort || isAfternoonResort ? resort : 0)
            }
        }
        floors = group.demand.sessions.map { length in
            length == .fullDay
                ? full.min() ?? Self.none : min(halves[0].min() ?? Self.none, halves[1].min() ?? Self.none)
        }
    }

    /// What the replacements of one half-day cost beyond the comfort; `none` where they run short.
    private func pressure(_ slot: Int) -> Int {
        var price = 0
        for load in group.loads {
            guard let departement = load.departement else { return Self.none }
            let cell = departement * ground.slotCount + slot
            let used = board.used[cell]
            if used + load.teachers > ground.caps[cell] { return Self.none }
            let comfort = ground.comforts[cell]
            price += max(0, used + load.teachers - comfort) - max(0, used - comfort)
        }
        return price * ground.weights.quotaPressure
    }

    // MARK: Teams

    private func fits(_ side: PreparedGroup.Side) -> Bool {
        side.members.allSatisfy { board.yearLoad[$0] + group.size <= ground.staff[$0].trainer.mostPerYear }
    }

    private func free(_ mask: DayMask, _ members: [Int], morning: Bool) -> DayMask {
        var mask = mask
        for member in members {
            mask = mask.subtracting(morning ? board.busyMorning[member] : board.busyAfternoon[member])
        }
        return mask
    }

    private func changes(_ team: [Int]) -> Int {
        guard let standing else { return 0 }
        return standing.changeTrainer * standing.insertion.team.count { !team.contains($0) }
    }

    // MARK: Weeks

    /// Best price of each week and its time; `none` where the week has none.
    struct WeekTable {
        var price: [Int]
        var day: [Int]
        var half: [Int]
    }

    private func table(
        _ place: Int, _ team: [Int], _ morning: DayMask, _ afternoon: DayMask, previous: [WeekTable?]
    ) -> WeekTable {
        let sessions = group.demand.sessions
        if standing == nil, let same = sessions[..<place].firstIndex(of: sessions[place]), let table = previous[same] {
            return table
        }
        let isFull = sessions[place] == .fullDay
        let calendar = ground.calendar
        let stands = standing.flatMap { $0.insertion.times.indices.contains(place) ? $0.insertion.times[place] : nil }
        var table = WeekTable(
            price: Array(repeating: Self.none, count: calendar.weekCount),
            day: Array(repeating: 0, count: calendar.weekCount), half: Array(repeating: 2, count: calendar.weekCount))
        for week in 0..<calendar.weekCount where !calendar.weekDays[week].isEmpty {
            var best = Self.none
            for day in calendar.weekDays[week] {
                if isFull {
                    guard full[day] < best, morning.contains(day), afternoon.contains(day) else { continue }
                    let price = full[day] + moved(stands, day, nil)
                    if price < best {
                        best = price
                        table.day[week] = day
                    }
                } else {
                    for half in 0..<2 {
                        guard halves[half][day] < best, (half == 0 ? morning : afternoon).contains(day),
                            isNear(team, 2 * day + 1 - half)
                        else { continue }
                        let price = halves[half][day] + moved(stands, day, half)
                        if price < best {
                            best = price
                            table.day[week] = day
                            table.half[week] = half
                        }
                    }
                }
            }
            guard best < Self.none, let load = weekPrice(team, week, isFull ? 2 : 1) else { continue }
            table.price[week] = best + load
        }
        return table
    }

    private func moved(_ stands: Insertion.Time?, _ day: Int, _ half: Int?) -> Int {
        guard let standing, let stands, stands.day != day || stands.half != half else { return 0 }
        return standing.moveSession
    }

    /// T6: where a trainer's other half of the day is elsewhere, it is near.
    private func isNear(_ team: [Int], _ otherSlot: Int) -> Bool {
        for trainer in team {
            guard let way = board.kilometres(of: trainer, at: otherSlot, to: group.demand.point) else { continue }
            if way > ground.rules.noonKilometres.value { return false }
        }
        return true
    }

    /// What a session adds to the team's week; nil where somebody's week is full.
    private func weekPrice(_ team: [Int], _ week: Int, _ size: Int) -> Int? {
        var price = 0
        for trainer in team {
            let load = board.weekLoad[trainer * ground.calendar.weekCount + week]
            let staff = ground.staff[trainer].trainer
            if load + size > staff.mostPerWeek { return nil }
            price += max(0, load + size - staff.wishedPerWeek) - max(0, load - staff.wishedPerWeek)
        }
        return price * ground.weights.trainerWeek
    }

    /// The cheapest weeks in order, with the gaps that GAP wants and what the others cost.
    private func scan(_ tables: [WeekTable]) -> (price: Int, times: [Insertion.Time])? {
        guard var prices = tables.first?.price else { return (0, []) }
        let weeks = ground.calendar.weekCount
        let least = ground.rules.leastGapWeeks.value
        let wished = (ground.rules.wishedLeastGapWeeks.value, ground.rules.wishedMostGapWeeks.value)
        var origins: [[Int]] = []
        for table in tables.dropFirst() {
            var next = Array(repeating: Self.none, count: weeks)
            var origin = Array(repeating: -1, count: weeks)
            for week in 0..<weeks where table.price[week] < Self.none {
                var earlier = 0
                while earlier <= week - least {
                    if prices[earlier] < Self.none {
                        let gap = week - earlier
                        let spread = ground.weights.spreadWeek * (max(0, wished.0 - gap) + max(0, gap - wished.1))
                        let price = prices[earlier] + table.price[week] + spread
                        if price < next[week] {
                            next[week] = price
                            origin[week] = earlier
                        }
                    }
                    earlier += 1
                }
            }
            prices = next
            origins.append(origin)
        }
        guard var week = prices.indices.min(by: { prices[$0] < prices[$1] }), prices[week] < Self.none else {
            return nil
        }
        let price = prices[week]
        var times: [Insertion.Time] = []
        for place in tables.indices.reversed() {
            let half = tables[place].half[week]
            times.append(Insertion.Time(day: tables[place].day[week], half: half == 2 ? nil : half))
            if place > 0 { week = origins[place - 1][week] }
        }
        return (price, times.reversed())
    }
}
