import TestKit

/// All that was written so far, and what comes next: requests with notes, most of them approved, drawn from a seed.
package struct ProofInputs: Sendable {
    package private(set) var all: [ProofInput] = []
    private var random: SeededRandom
    private var nextSequence: [String: Int64] = [:]
    private var keys = 0
    private let seats: ClosedRange<Int>

    /// - Parameter seats: what a request asks for; with a room's capacity of 20 a few bookings fill it.
    package init(seed: UInt64, seats: ClosedRange<Int> = 1...4) {
        random = SeededRandom(seed: seed)
        self.seats = seats
    }

    /// About `count` records of new keys: a request, notes on it, an approval for nine of ten. One in ten has none, and
    /// half of these lapse.
    package mutating func fresh(_ count: Int) -> [ProofInput] {
        var records: [ProofInput] = []
        while records.count < count {
            keys += 1
            let key = "r\(keys)"
            let isApproved = Int.random(in: 0..<10, using: &random) > 0
            let lapses = !isApproved && Bool.random(using: &random)
            records.append(
                next(
                    ProofTopics.requests, key,
                    .made(
                        room: "room-\(Int.random(in: 0..<8, using: &random))",
                        seats: Int.random(in: seats, using: &random), patience: lapses ? 200 : nil)))
            for _ in 0..<Int.random(in: 0...3, using: &random) {
                records.append(
                    next(ProofTopics.requests, key, .noted(Int.random(in: 0..<1_000_000, using: &random))))
            }
            if isApproved { records.append(next(ProofTopics.approvals, key, .approved)) }
        }
        all += records
        return mixed(records)
    }

    /// One more record of each of the keys.
    package mutating func notes(on keys: [String]) -> [ProofInput] {
        let records = keys.map {
            next(ProofTopics.requests, $0, .noted(Int.random(in: 0..<1_000_000, using: &random)))
        }
        all += records
        return records
    }

    package mutating func add(_ key: String, _ fact: ProofInput.Fact) -> ProofInput {
        let record = next(fact == .approved ? ProofTopics.approvals : ProofTopics.requests, key, fact)
        all.append(record)
        return record
    }

    /// Keys that have a request and an approval: there is something to cancel.
    package var approvedKeys: [String] { all.filter { $0.fact == .approved }.map(\.identity.key) }

    /// One in twenty is written twice, the copy somewhere later; neighbours change places now and then, so that
    /// within a key a later record may come before an earlier one.
    package mutating func disturbed(_ records: [ProofInput]) -> [ProofInput] {
        var copies: [Int: [ProofInput]] = [:]
        for (index, record) in records.enumerated() where Int.random(in: 0..<20, using: &random) == 0 {
            copies[min(records.count - 1, index + Int.random(in: 0...300, using: &random)), default: []].append(record)
        }
        var list = records.enumerated().flatMap { [$0.element] + (copies[$0.offset] ?? []) }
        for index in list.indices.dropFirst() where Int.random(in: 0..<5, using: &random) == 0 {
            list.swapAt(index, max(0, index - Int.random(in: 1...12, using: &random)))
        }
        return list
    }

    private mutating func next(_ topic: String, _ key: String, _ fact: ProofInput.Fact) -> ProofInput {
        let sequence = nextSequence["\(topic)/\(key)", default: 0] + 1
        nextSequence["\(topic)/\(key)"] = sequence
        return ProofInput(topic, key, sequence, fact)
    }

    /// Keys between one another, each key's own records in their order.
    private mutating func mixed(_ records: [ProofInput]) -> [ProofInput] {
        var places: [ProofInput.Identity: Int] = [:]
        var last: [String: Int] = [:]
        for (index, record) in records.enumerated() {
            let line = "\(record.identity.topic)/\(record.identity.key)"
            let place = max(last[line] ?? 0, index + Int.random(in: 0...40, using: &random))
            places[record.identity] = place
            last[line] = place
        }
        return records.enumerated().sorted { left, right in
            let (first, second) = (places[left.element.identity] ?? 0, places[right.element.identity] ?? 0)
            return (first, left.offset) < (second, right.offset)
        }.map(\.element)
    }
}
