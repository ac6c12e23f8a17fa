/// Where the boxes of a ``ModuleDiagram`` stand, and which way its arrows go: Sugiyama's layered drawing. An arrow over
/// several floors bends on each floor between, in a place of its own among the boxes, so that none runs behind a box;
/// the places of a floor are ordered by the middle (barycentre) of what they are joined to, which lessens crossings.
struct FloorLayout {
    enum Node: Hashable {
        case box(String)
        /// Where an arrow passes a floor.
        case bend(from: String, to: String, floor: Int)

        /// With its distance to the next.
        var width: Int { if case .box = self { 140 } else { 26 } }
    }

    static let boxWidth = 120
    static let boxHeight = 28

    /// From the lowest floor; each from left to right.
    private(set) var floors: [[Node]]
    /// The nodes that an arrow passes, its own boxes among them, from above.
    private(set) var ways: [[Node]] = []
    let width: Int
    private var joins: [(above: Node, below: Node)] = []

    init(_ diagram: ModuleDiagram) {
        let floorOf = Dictionary(uniqueKeysWithValues: diagram.modules.map { ($0.name, diagram.floor(of: $0.name)) })
        floors = Array(repeating: [], count: (floorOf.values.max() ?? 0) + 1)
        for module in diagram.modules { floors[floorOf[module.name] ?? 0].append(.box(module.name)) }
        for module in diagram.modules {
            for target in diagram.arrows(from: module) {
                let between = ((floorOf[target] ?? 0) + 1)..<(floorOf[module.name] ?? 0)
                let bends = between.reversed().map { Node.bend(from: module.name, to: target, floor: $0) }
                for (floor, bend) in zip(between.reversed(), bends) { floors[floor].append(bend) }
                ways.append([.box(module.name)] + bends + [.box(target)])
            }
        }
        width = (floors.map { $0.reduce(0) { $0 + $1.width } }.max() ?? 0) + 20
        joins = ways.flatMap { way in zip(way, way.dropFirst()).map { (above: $0, below: $1) } }
        order()
    }

    /// The middle of each node, across.
    var middles: [Node: Int] {
        var middles: [Node: Int] = [:]
        for floor in floors {
            var left = (width - floor.reduce(0) { $0 + $1.width }) / 2
            for node in floor {
                middles[node] = left + node.width / 2
                left += node.width
            }
        }
        return middles
    }

    /// How many pairs of joins cross between floors.
    var crossings: Int {
        let middles = middles
        let floorOf = Dictionary(
            uniqueKeysWithValues: floors.enumerated().flatMap { floor, nodes in nodes.map { ($0, floor) } })
        let lines = joins.map { join in
            (floor: floorOf[join.above] ?? 0, above: middles[join.above] ?? 0, below: middles[join.below] ?? 0)
        }
        var count = 0
        for (index, one) in lines.enumerated() {
            for other in lines[(index + 1)...] where one.floor == other.floor {
                if (one.above - other.above) * (one.below - other.below) < 0 { count += 1 }
            }
        }
        return count
    }

    /// Sweeps down and up; the best order that was met stays.
    private mutating func order() {
        var best = (floors: floors, crossings: crossings)
        for _ in 0..<12 {
            for floor in floors.indices.reversed().dropFirst() { sort(floor, lookingUp: true) }
            keepBest(&best)
            for floor in floors.indices.dropFirst() { sort(floor, lookingUp: false) }
            keepBest(&best)
        }
        floors = best.floors
    }

    private func keepBest(_ best: inout (floors: [[Node]], crossings: Int)) {
        let found = crossings
        if found < best.crossings { best = (floors, found) }
    }

    /// By the mean of what each is joined to; what is joined to nothing stays about where it is.
    private mutating func sort(_ floor: Int, lookingUp: Bool) {
        let middles = middles
        let wanted = floors[floor].map { node -> Double in
            let ends = joins.compactMap { join in
                lookingUp ? (join.below == node ? join.above : nil) : (join.above == node ? join.below : nil)
            }.compactMap { middles[$0] }
            return ends.isEmpty ? Double(middles[node] ?? 0) : Double(ends.reduce(0, +)) / Double(ends.count)
        }
        floors[floor] = floors[floor].enumerated().sorted { one, other in
            (wanted[one.offset], one.offset) < (wanted[other.offset], other.offset)
        }.map(\.element)
    }
}
