package import Store

/// One key's records in a step: what may be handled, what waits, what is a duplicate. Pure; the step acts on its
/// answers.
///
/// Free (next n) → handled → free (next n + 1); free → blocked by poison, for the rest of the step.
package struct KeyLine: Sendable {
    package enum Arrival: Hashable, Sendable {
        /// Lower than next: it was handled before.
        case duplicate
        /// The next one.
        case handle
        /// Higher than next, or behind one that can't be handled: it waits.
        case park
    }

    package let key: KeyOfTopic
    /// The sequence that is handled next.
    package private(set) var next: Int64
    /// What is parked, by sequence, the ones parked in this step among them.
    package private(set) var parked: [Int64: ParkedRecord]
    private var isBlocked = false

    package init(key: KeyOfTopic, next: Int64, parked: [ParkedRecord]) {
        self.key = key
        self.next = next
        self.parked = Dictionary(parked.map { ($0.sequence, $0) }, uniquingKeysWith: { first, _ in first })
    }

    package func arrival(of sequence: Int64) -> Arrival {
        if sequence < next { return .duplicate }
        if sequence > next || isBlocked { return .park }
        return .handle
    }

    /// A record was parked in this step. One that is there already stays.
    package mutating func park(_ record: ParkedRecord) {
        if parked[record.sequence] == nil { parked[record.sequence] = record }
    }

    /// The record `next` was handled. Answers whether a parked row of that sequence is to be removed.
    package mutating func handledNext() -> Bool {
        let wasParked = parked.removeValue(forKey: next) != nil
        next += 1
        return wasParked
    }

    /// The record `next` can't be handled by this program: the key's later records wait behind it.
    package mutating func poisonedNext() { isBlocked = true }

    /// The parked record that is next, if this program may try it: it never failed, or failed under another program.
    ///
    /// - Parameter forced: an operator's retry: also one that failed under this program.
    package func drainable(by program: String, forced: Bool = false) -> ParkedRecord? {
        guard !isBlocked, let record = parked[next] else { return nil }
        return record.error == nil || record.program != program || forced ? record : nil
    }

    /// Parked rows that were handled by another road: nothing is left to do but remove them.
    package var overtaken: [Int64] { parked.keys.filter { $0 < next }.sorted() }
}
