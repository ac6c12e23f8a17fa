package import Vocabulary

/// All groups of an action on a ground: placed together or not at all (P4).
package struct PreparedAction: Sendable {
    package let request: RequestID
    package let groups: [PreparedGroup]

    package init(_ request: RequestID, _ demands: [GroupDemand], on ground: PlanGround) {
        self.request = request
        groups = demands.map { PreparedGroup($0, on: ground) }
    }

    /// Places every group, the cheapest of all orders (of up to three groups; more go in the order of the form), and
    /// books them on the board. nil, and nothing booked, where one has no place.
    package func place(on board: inout PlanBoard, noise: () -> Int = { 0 }) -> [Insertion]? {
        var best: (cost: Int, insertions: [Insertion])?
        for order in orders {
            guard let found = attempt(order, on: &board, noise: noise) else { continue }
            let cost = found.reduce(0) { $0 + $1.cost }
            if best.map({ cost < $0.cost }) ?? true { best = (cost, found) }
        }
        guard let best else { return nil }
        for (group, insertion) in zip(groups, best.insertions) { board.apply(insertion, of: group, 1) }
        return best.insertions
    }

    /// Insertions in the order of the groups; the board is left as it was.
    private func attempt(_ order: [Int], on board: inout PlanBoard, noise: () -> Int) -> [Insertion]? {
        var found: [Insertion?] = Array(repeating: nil, count: groups.count)
        var isWhole = true
        for index in order {
            guard let insertion = BestInsertion(groups[index], on: board).best(noise: noise) else {
                isWhole = false
                break
            }
            board.apply(insertion, of: groups[index], 1)
            found[index] = insertion
        }
        for (index, insertion) in found.enumerated() {
            if let insertion { board.apply(insertion, of: groups[index], -1) }
        }
        return isWhole ? found.compactMap(\.self) : nil
    }

    private var orders: [[Int]] {
        switch groups.count {
        case 2: [[0, 1], [1, 0]]
        case 3: [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]]
        default: [Array(groups.indices)]
        }
    }

    package func book(_ insertions: [Insertion], on board: inout PlanBoard, _ sign: Int) {
        for (group, insertion) in zip(groups, insertions) { board.apply(insertion, of: group, sign) }
    }

    /// Two actions that could want the same trainer.
    func sharesTrainer(with other: PreparedAction) -> Bool { !candidates.isDisjoint(with: other.candidates) }

    var candidates: Set<Int> {
        Set(groups.flatMap { group in (group.academics + group.firsts).flatMap(\.members) })
    }

    var departements: Set<Departement> {
        Set(groups.flatMap { $0.demand.replacements.map(\.departement) + [$0.demand.departement] })
    }
}
