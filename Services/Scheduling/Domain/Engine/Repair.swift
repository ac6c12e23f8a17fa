package import Vocabulary

/// Makes room for an action that finds none: a few proposals that nobody has confirmed yet are taken out, and all are
/// placed again. Bounded and deterministic: it stops after so many trials, and its chance comes from the action's
/// identifier and the number of the search, so that who asks again gets another try.
package struct Repair {
    /// Trials that are worth it: a place that isn't found by then is rarely found later.
    package static let usualLimit = 2400

    /// An action that may be moved, and where it stands.
    package struct Movable: Sendable {
        package var action: PreparedAction
        package var insertions: [Insertion]

        package init(action: PreparedAction, insertions: [Insertion]) {
            self.action = action
            self.insertions = insertions
        }
    }

    /// The plan that was found: the action itself, and those that moved for it.
    package struct Found: Sendable {
        package var placed: [RequestID: [Insertion]]
        /// Trials that it took.
        package var trials: Int
    }

    private var board: PlanBoard
    private let target: PreparedAction
    private var movables: [Movable]
    private let original: [[Insertion]]
    private var chance: Chance
    /// Of `movables`, the nearest to the target first.
    private let related: [[Int]]
    private(set) var trials = 0

    /// - Parameters:
    ///   - board: with all movables booked, and everything that may not be moved.
    ///   - search: the how manieth for this action.
    package init(_ target: PreparedAction, movables: [Movable], on board: PlanBoard, search: Int = 1) {
        self.board = board
        self.target = target
        self.movables = movables
        original = movables.map(\.insertions)
        chance = Chance(search > 1 ? "\(target.request)/\(search)" : target.request.text)
        let all = movables.map(\.action) + [target]
        let candidates = all.map(\.candidates)
        let departements = all.map(\.departements)
        related = all.indices.map { one in
            movables.indices.filter { other in
                other != one
                    && (!candidates[one].isDisjoint(with: candidates[other])
                        || !departements[one].isDisjoint(with: departements[other]))
            }
        }
    }

    /// - Parameter limit: trials at most.
    package mutating func run(limit: Int) -> Found? {
        guard ejectOne(limit: limit / 4) || ejectFew(limit: limit / 6) || searches(limit: limit) else { return nil }
        restore()
        return found()
    }

    private var insertions: [Insertion]?

    package func groups(of request: RequestID) -> [PreparedGroup] {
        movables.first { $0.action.request == request }?.action.groups ?? []
    }

    // MARK: One for one

    /// Takes out each related action alone; of those that find another place, the one that costs the least.
    private mutating func ejectOne(limit: Int) -> Bool {
        var best: (cost: Int, movable: Int, target: [Insertion], moved: [Insertion])?
        for index in related[movables.count] {
            guard trials < limit else { break }
            trials += 1
            let movable = movables[index]
            movable.action.book(movable.insertions, on: &board, -1)
            if let placed = target.place(on: &board) {
                if let moved = movable.action.place(on: &board) {
                    let cost = placed.cost + moved.cost
                    if best.map({ cost < $0.cost }) ?? true { best = (cost, index, placed, moved) }
                    movable.action.book(moved, on: &board, -1)
                }
                target.book(placed, on: &board, -1)
            }
            movable.action.book(movable.insertions, on: &board, 1)
        }
        guard let best else { return false }
        let movable = movables[best.movable]
        movable.action.book(movable.insertions, on: &board, -1)
        target.book(best.target, on: &board, 1)
        movable.action.book(best.moved, on: &board, 1)
        movables[best.movable].insertions = best.moved
        insertions = best.target
        return true
    }

    // MARK: A few at once

    /// Takes out two to six actions in the way, and places the action first and then those again.
    private mutating func ejectFew(limit: Int) -> Bool {
        let target = movables.count
        let standing: [[Insertion]?] = original + [nil]
        while trials < limit {
            trials += 1
            let out = neighbours(of: target, in: standing)
            guard !out.isEmpty else { return false }
            for index in out { action(index).book(original[index], on: &board, -1) }
            var placed: [(index: Int, insertions: [Insertion])] = []
            for index in [target] + chance.mixed(out) {
                guard let found = place(index) else { break }
                placed.append((index, found))
            }
            if placed.count == out.count + 1 {
                for (index, found) in placed {
                    if index == target { insertions = found } else { movables[index].insertions = found }
                }
                return true
            }
            for (index, found) in placed { action(index).book(found, on: &board, -1) }
            for index in out { action(index).book(original[index], on: &board, 1) }
        }
        return false
    }

    // MARK: A walk from plan to plan

    /// Begins again from the plan that stands, a few times: a walk may lead nowhere.
    private mutating func searches(limit: Int) -> Bool {
        let start = board
        let walks = 3
        for walk in 1...walks {
            if search(limit: trials + (limit - trials) / (walks - walk + 1)) { return true }
            board = start
        }
        return false
    }

    /// Removes a few related actions and places all again, those left out first; keeps what leaves no more out, at a
    /// price that falls as the trials go on (annealing).
    private mutating func search(limit: Int) -> Bool {
        let began = trials
        // Places in `movables`; its count stands for the target.
        var left = [movables.count]
        var standing: [[Insertion]?] = movables.map(\.insertions) + [nil]
        while trials < limit, let lead = left.isEmpty ? nil : left[chance.below(left.count)] {
            trials += 1
            let heat = 30 * (limit - trials) / max(1, limit - began) + 1
            let out = neighbours(of: lead, in: standing)
            guard !out.isEmpty else { return false }
            let before = out.reduce(0) { $0 + (standing[$1]?.cost ?? 0) }
            for index in out { action(index).book(standing[index] ?? [], on: &board, -1) }
            var placed: [(index: Int, insertions: [Insertion])] = []
            var missed: [Int] = []
            for index in chance.mixed(left) + chance.mixed(out) {
                if missed.count > left.count {
                    missed.append(index)
                } else if let found = place(index) {
                    placed.append((index, found))
                } else {
                    missed.append(index)
                }
            }
            let worse = placed.reduce(0) { $0 + $1.insertions.cost } - before
            let isKept =
                missed.count < left.count
                || missed.count == left.count
                    && (worse <= 0 || chance.below(100) < max(2, 100 - 100 * worse / (8 * heat)))
            if isKept {
                for index in out { standing[index] = nil }
                for (index, found) in placed { standing[index] = found }
                left = missed
            } else {
                for (index, found) in placed { action(index).book(found, on: &board, -1) }
                for index in out { action(index).book(standing[index] ?? [], on: &board, 1) }
            }
        }
        guard left.isEmpty else { return false }
        for index in movables.indices { movables[index].insertions = standing[index] ?? [] }
        insertions = standing[movables.count]
        return true
    }

    /// One to six actions that stand in a place's way: mostly those that its possible trainers lead, else of one week
    /// in the same département, else any that could want the same.
    private mutating func neighbours(of lead: Int, in standing: [[Insertion]?]) -> [Int] {
        let around = related[lead].filter { standing[$0] != nil }
        let most = 1 + chance.below(6)
        switch chance.below(4) {
        case 0: return chance.sample(around, most)
        case 1:
            let week = chance.below(board.ground.calendar.weekCount)
            let near = around.filter { index in
                standing[index]?.contains { insertion in
                    insertion.times.contains { abs(board.ground.calendar.week[$0.day] - week) < 2 }
                } ?? false
            }
            return near.isEmpty ? chance.sample(around, most) : chance.sample(near, most)
        default:
            let group = action(lead).groups[chance.below(action(lead).groups.count)]
            let sides = chance.below(2) == 0 && !group.academics.isEmpty ? group.academics : group.firsts
            guard !sides.isEmpty else { return chance.sample(around, most) }
            var out: [Int] = []
            for _ in 0..<3 where out.count < most {
                let members = sides[chance.below(sides.count)].members
                guard !members.isEmpty else { break }
                let trainer = members[chance.below(members.count)]
                let led = around.filter { index in
                    !out.contains(index) && standing[index]?.contains { $0.team.contains(trainer) } ?? false
                }
                out += chance.sample(led, min(most - out.count, 1 + chance.below(4)))
            }
            return out.isEmpty ? chance.sample(around, most) : out
        }
    }

    private func action(_ index: Int) -> PreparedAction { index < movables.count ? movables[index].action : target }

    private mutating func place(_ index: Int) -> [Insertion]? {
        let action = action(index)
        var noise = chance
        let found = action.place(on: &board) { noise.below(20) }
        chance = noise
        return found
    }

    // MARK: Few moves

    /// Puts back what needn't have moved: where the old place is free again, it is taken.
    private mutating func restore() {
        var hasChanged = true
        while hasChanged {
            hasChanged = false
            for index in movables.indices
            where movables[index].insertions.times != original[index].times
                || movables[index].insertions.teams != original[index].teams
            {
                let action = movables[index].action
                action.book(movables[index].insertions, on: &board, -1)
                if action.fits(original[index], on: &board) {
                    movables[index].insertions = original[index]
                    hasChanged = true
                }
                action.book(movables[index].insertions, on: &board, 1)
            }
        }
    }

    private func found() -> Found? {
        guard let insertions else { return nil }
        var placed = [target.request: insertions]
        for (index, movable) in movables.enumerated()
        where movable.insertions.times != original[index].times || movable.insertions.teams != original[index].teams {
            placed[movable.action.request] = movable.insertions
        }
        return Found(placed: placed, trials: trials)
    }
}

extension [Insertion] {
    var cost: Int { reduce(0) { $0 + $1.cost } }
    fileprivate var times: [[Insertion.Time]] { map(\.times) }
    fileprivate var teams: [[Int]] { map(\.team) }
}

extension PreparedAction {
    /// Whether a place that an action had is free for it; the board is left as it was.
    fileprivate func fits(_ insertions: [Insertion], on board: inout PlanBoard) -> Bool {
        var booked = 0
        var isFree = true
        for (group, insertion) in zip(groups, insertions) {
            guard BestInsertion(group, on: board).allows(insertion) else {
                isFree = false
                break
            }
            board.apply(insertion, of: group, 1)
            booked += 1
        }
        for index in 0..<booked { board.apply(insertions[index], of: groups[index], -1) }
        return isFree
    }
}

/// Numbers that follow from a text alone (SplitMix64, seeded by FNV-1a).
struct Chance: Sendable {
    private var state: UInt64

    init(_ text: String) {
        state = text.utf8.reduce(14_695_981_039_346_656_037) { ($0 ^ UInt64($1)) &* 1_099_511_628_211 }
    }

    mutating func below(_ count: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ (mixed >> 31)) % UInt64(max(1, count)))
    }

    mutating func mixed(_ items: [Int]) -> [Int] {
        var items = items
        for place in items.indices.dropFirst().reversed() { items.swapAt(place, below(place + 1)) }
        return items
    }

    mutating func sample(_ items: [Int], _ count: Int) -> [Int] { Array(mixed(items).prefix(count)) }
}
