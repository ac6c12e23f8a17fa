import Messages

/// A key's path, ready to be shown.
struct TracePath: Equatable {
    enum Reason: String, Equatable {
        case key, subject, correlation
        /// A record of the path caused it.
        case caused
    }

    struct Step: Equatable {
        var record: TraceRecord
        /// How many causes on the path stand before it.
        var depth: Int
        var reason: Reason
        /// How often it was published; more than 1 is allowed and changes nothing.
        var copies: Int
        /// Its copies aren't the same to the byte, which nobody should see.
        var copiesDiffer: Bool
    }

    /// Sequences of one (topic, key) that aren't there.
    struct Gap: Equatable {
        var topic: String
        var key: String
        var first: Int64
        var last: Int64
        /// Nothing earlier is there: retention may have dropped them.
        var isAtStart: Bool
    }

    /// Each after its cause; what one record caused by time.
    var steps: [Step] = []
    /// By topic, key, sequence.
    var gaps: [Gap] = []

    var hasDifferingCopies: Bool { steps.contains(where: \.copiesDiffer) }
    /// Holes with records on both sides: a reader stands before them.
    var hasHoles: Bool { gaps.contains { !$0.isAtStart } }
}

/// Collects the records of all topics and finds a key's path through them: the records that name the key, and all that
/// these caused. Pure; holds a few hundred bytes a record.
struct TraceGraph {
    private struct Node {
        var record: TraceRecord
        var copies = 1
        var copiesDiffer = false
    }

    private struct Line: Hashable {
        var topic: String
        var key: String
    }

    private let key: String
    private var nodes: [TraceRecord.Identity: Node] = [:]
    private var effects: [TraceRecord.Identity: [TraceRecord.Identity]] = [:]

    init(key: String) { self.key = key }

    /// In any order of topics and partitions. The first copy of a record is the one that is shown.
    mutating func add(_ record: TraceRecord) {
        if var known = nodes[record.identity] {
            known.copies += 1
            known.copiesDiffer = known.copiesDiffer || known.record.fingerprint != record.fingerprint
            nodes[record.identity] = known
            return
        }
        nodes[record.identity] = Node(record: record)
        if let cause = record.causingRecord { effects[cause, default: []].append(record.identity) }
    }

    /// - Parameter compacted: topics where gaps are normal, since only a key's newest record is kept.
    func path(compacted: Set<String> = []) -> TracePath {
        let reasons = selected()
        return TracePath(steps: steps(reasons), gaps: gaps(of: reasons.keys, compacted: compacted))
    }

    /// Everything on the path, with what brought it there. Causes may go in a circle where somebody forged them.
    private func selected() -> [TraceRecord.Identity: TracePath.Reason] {
        var reasons: [TraceRecord.Identity: TracePath.Reason] = [:]
        for node in nodes.values {
            if let reason = node.record.names(key) { reasons[node.record.identity] = reason }
        }
        var waiting = Array(reasons.keys)
        while let identity = waiting.popLast() {
            for effect in effects[identity] ?? [] where reasons[effect] == nil {
                reasons[effect] = .caused
                waiting.append(effect)
            }
        }
        return reasons
    }

    private func steps(_ reasons: [TraceRecord.Identity: TracePath.Reason]) -> [TracePath.Step] {
        var steps: [TracePath.Step] = []
        var open = Set(reasons.keys)
        func walk(from root: TraceRecord.Identity) {
            var waiting = [(identity: root, depth: 0)]
            while let (identity, depth) = waiting.popLast() {
                guard open.remove(identity) != nil, let node = nodes[identity], let reason = reasons[identity] else {
                    continue
                }
                steps.append(
                    TracePath.Step(
                        record: node.record, depth: depth, reason: reason, copies: node.copies,
                        copiesDiffer: node.copiesDiffer))
                let next = inOrder((effects[identity] ?? []).filter(open.contains))
                waiting += next.reversed().map { ($0, depth + 1) }
            }
        }
        let roots = reasons.keys.filter { identity in
            nodes[identity]?.record.causingRecord.map { reasons[$0] == nil } ?? true
        }
        for root in inOrder(roots) { walk(from: root) }
        // Left are circles of causes, which have no beginning: they are shown all the same.
        for root in inOrder(Array(open)) { walk(from: root) }
        return steps
    }

    private func inOrder(_ identities: [TraceRecord.Identity]) -> [TraceRecord.Identity] {
        let timed = identities.compactMap { identity in nodes[identity].map { ($0.record.time, identity) } }
        return timed.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.1)
    }

    private func gaps(
        of identities: some Sequence<TraceRecord.Identity>, compacted: Set<String>
    ) -> [TracePath.Gap] {
        let touched = Set(
            identities.map { Line(topic: $0.topic, key: $0.key) }.filter { !compacted.contains($0.topic) })
        var sequences: [Line: [Int64]] = [:]
        for identity in nodes.keys {
            let line = Line(topic: identity.topic, key: identity.key)
            if touched.contains(line) { sequences[line, default: []].append(identity.sequence) }
        }
        var gaps: [TracePath.Gap] = []
        for (line, found) in sequences.sorted(by: { ($0.key.topic, $0.key.key) < ($1.key.topic, $1.key.key) }) {
            // Sequences begin at 1: the envelope's reader has seen to that.
            var last: Int64 = 0
            for sequence in found.sorted() {
                if sequence - last > 1 {
                    gaps.append(
                        TracePath.Gap(
                            topic: line.topic, key: line.key, first: last + 1, last: sequence - 1,
                            isAtStart: last == 0))
                }
                last = sequence
            }
        }
        return gaps
    }
}
