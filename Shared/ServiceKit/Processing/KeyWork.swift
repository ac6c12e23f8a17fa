import Messages
import Store

/// A key of a step: its line, what was decoded of it and what is parked now. (Types of their own, for the reason that
/// `WorkingRows` gives.)
struct KeyWork {
    var line: KeyLine
    let nextAtStart: Int64
    /// The sequence that its run begins with: the next one, or the one behind what a person passes over.
    let firstInput: Int64
    /// Where its run of inputs begins, and how long it is. Without holes.
    var run = 0
    var runLength = 0
    /// Parked in this very step, by sequence.
    var toPark: [Int64: ParkedRecord] = [:]
}

/// A batch's records, found by key and sequence.
struct BatchByKey {
    /// Stands in `places` for a record that isn't ours.
    static let foreign = -1

    let list: [Reading]
    /// Each key once, in the order in which their rows are locked.
    private(set) var keys: [KeyOfTopic] = []
    /// Of each record: the place of its key in `keys`.
    private(set) var places: [Int]
    /// Of each record: its sequence, and the record of the same key that was read before it, or −1.
    private var lines: [(sequence: Int64, before: Int)]
    /// Of each key: its last record, or −1.
    private var last: [Int] = []

    init(_ readings: [Reading]) {
        list = readings
        places = Array(repeating: Self.foreign, count: readings.count)
        lines = Array(repeating: (0, -1), count: readings.count)
        var found: [KeyOfTopic: Int] = Dictionary(minimumCapacity: readings.count)
        for (index, reading) in readings.enumerated() {
            guard let line = reading.line else { continue }
            let place: Int
            if let known = found[line.key] {
                place = known
            } else {
                place = keys.count
                found[line.key] = place
                keys.append(line.key)
                last.append(-1)
            }
            places[index] = place
            lines[index] = (line.sequence, last[place])
            last[place] = index
        }
        sort()
    }

    /// No record, of one key.
    init(only key: KeyOfTopic) {
        list = []
        keys = [key]
        places = []
        lines = []
        last = [-1]
    }

    /// Place in `list` of the last record read of a sequence.
    func record(at place: Int, _ sequence: Int64) -> Int? {
        var index = last[place]
        while index >= 0, lines[index].sequence != sequence { index = lines[index].before }
        return index >= 0 ? index : nil
    }

    private mutating func sort() {
        let order = keys.indices.sorted { keys[$0] < keys[$1] }
        var moved = Array(repeating: 0, count: keys.count)
        for (place, old) in order.enumerated() { moved[old] = place }
        keys = order.map { keys[$0] }
        last = order.map { last[$0] }
        for index in places.indices where places[index] != Self.foreign { places[index] = moved[places[index]] }
    }
}
