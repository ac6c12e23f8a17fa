package import Vocabulary

/// What is booked, in flat arrays of a ground. Each booking touches its own cells and no other, and is taken back
/// exactly.
package struct PlanBoard: Sendable {
    package let ground: PlanGround
    /// By trainer.
    private(set) var busyMorning: [DayMask]
    private(set) var busyAfternoon: [DayMask]
    /// Where a trainer is, by trainer and slot; 0 is nowhere.
    private var places: [Int32]
    private(set) var weekLoad: [Int]
    private(set) var yearLoad: [Int]
    /// Teachers replaced, by département and slot.
    private(set) var used: [Int]
    private var visits: [UAI: [Int]] = [:]
    private var points: [PlanPoint] = [PlanPoint(x: 0, y: 0)]
    private var pointIndex: [UAI: Int32] = [:]

    package init(_ ground: PlanGround) {
        self.ground = ground
        let staff = ground.staff.count
        busyMorning = Array(repeating: DayMask(), count: staff)
        busyAfternoon = busyMorning
        places = Array(repeating: 0, count: staff * ground.slotCount)
        weekLoad = Array(repeating: 0, count: staff * ground.calendar.weekCount)
        yearLoad = Array(repeating: 0, count: staff)
        used = Array(repeating: 0, count: ground.departements.count * ground.slotCount)
    }

    func point(at host: UAI) -> Int32? { pointIndex[host] }

    /// Numbers a place, so that noon's distance can be asked.
    package mutating func know(_ host: UAI, at point: PlanPoint) {
        guard pointIndex[host] == nil else { return }
        pointIndex[host] = Int32(points.count)
        points.append(point)
    }

    /// Kilometres from where a trainer is on a slot to another place; nil where they are nowhere.
    func kilometres(of trainer: Int, at slot: Int, to point: PlanPoint) -> Int? {
        let place = places[trainer * ground.slotCount + slot]
        return place == 0 ? nil : points[Int(place)].kilometres(to: point)
    }

    func visits(of establishment: UAI) -> [Int]? { visits[establishment] }

    // MARK: Rows of a snapshot

    /// A trainer's half-day of somebody else's action; one on a day that is closed by now counts for its week
    /// and the year, as the store's counters have it.
    package mutating func book(_ trainer: TrainerID, _ halfDay: HalfDay, at host: UAI, sign: Int = 1) {
        guard let index = ground.staffIndex[trainer] else { return }
        yearLoad[index] += sign
        guard let day = ground.calendar.day(halfDay.date) else {
            if let week = ground.calendar.week(ofMonday: Week(of: halfDay.date).monday) {
                weekLoad[index * ground.calendar.weekCount + week] += sign
            }
            return
        }
        occupy(index, day, halfDay.half.index, at: pointIndex[host] ?? 0, sign)
    }

    package mutating func replace(_ departement: Departement, _ halfDay: HalfDay, _ teachers: Int) {
        guard let index = ground.departementIndex[departement], let day = ground.calendar.day(halfDay.date) else {
            return
        }
        used[index * ground.slotCount + 2 * day + halfDay.half.index] += teachers
    }

    package mutating func visit(_ establishment: UAI, monday: CivilDate, _ count: Int) {
        guard let week = ground.calendar.week(ofMonday: monday) else { return }
        visits[establishment, default: Array(repeating: 0, count: ground.calendar.weekCount)][week] += count
    }

    // MARK: Groups

    /// Books a group (sign 1) or takes it back (−1).
    package mutating func apply(_ insertion: Insertion, of group: PreparedGroup, _ sign: Int) {
        know(group.demand.host, at: group.demand.point)
        let place = pointIndex[group.demand.host] ?? 0
        for time in insertion.times {
            let week = ground.calendar.week[time.day]
            for half in time.halves {
                for trainer in insertion.team {
                    yearLoad[trainer] += sign
                    occupy(trainer, time.day, half, at: place, sign)
                }
                for load in group.loads {
                    guard let departement = load.departement else { continue }
                    used[departement * ground.slotCount + 2 * time.day + half] += sign * load.teachers
                }
            }
            for establishment in group.establishments {
                visits[establishment, default: Array(repeating: 0, count: ground.calendar.weekCount)][week] += sign
            }
        }
    }

    private mutating func occupy(_ trainer: Int, _ day: Int, _ half: Int, at place: Int32, _ sign: Int) {
        if half == 0 {
            if sign > 0 { busyMorning[trainer].insert(day) } else { busyMorning[trainer].remove(day) }
        } else {
            if sign > 0 { busyAfternoon[trainer].insert(day) } else { busyAfternoon[trainer].remove(day) }
        }
        places[trainer * ground.slotCount + 2 * day + half] = sign > 0 ? place : 0
        weekLoad[trainer * ground.calendar.weekCount + ground.calendar.week[day]] += sign
    }
}

/// A group's place in the numbers of a ground.
package struct Insertion: Hashable, Sendable {
    package struct Time: Hashable, Sendable {
        var day: Int
        /// 0, 1, or both.
        var half: Int?

        var halves: Range<Int> { half.map { $0..<($0 + 1) } ?? 0..<2 }
    }

    /// What it adds to the objective.
    package var cost: Int
    var team: [Int]
    var times: [Time]
}

extension PlanGround {
    package func placement(_ insertion: Insertion, of group: PreparedGroup) -> GroupPlacement {
        GroupPlacement(
            group: group.demand.group,
            sessions: insertion.times.map { time in
                SessionTime(calendar.days[time.day], time.half.map { $0 == 0 ? .morning : .afternoon })
            },
            team: insertion.team.map { staff[$0].id })
    }

    /// nil where it names a trainer or a day that isn't known here.
    package func insertion(_ placement: GroupPlacement) -> Insertion? {
        let team = placement.team.compactMap { staffIndex[$0] }
        let times = placement.sessions.compactMap { time in
            calendar.day(time.date).map { Insertion.Time(day: $0, half: time.half?.index) }
        }
        guard team.count == placement.team.count, times.count == placement.sessions.count else { return nil }
        return Insertion(cost: 0, team: team, times: times)
    }
}
