import Metrics
import Synchronization

/// One line, or a histogram's lines, of the exposition. Written on any thread, read by the scrape.
protocol PrometheusSeries: AnyObject, Sendable {
    func append(_ name: String, labels: String, to text: inout String)
}

/// A counter. It goes up only: what would take it down is passed over.
final class PrometheusCounter: PrometheusSeries, CounterHandler {
    private let value = Atomic<Int64>(0)

    func increment(by amount: Int64) {
        if amount > 0 { value.wrappingAdd(amount, ordering: .relaxed) }
    }

    func reset() { value.store(0, ordering: .relaxed) }

    /// For a total that is counted elsewhere.
    func set(_ total: Int64) { value.store(total, ordering: .relaxed) }

    func append(_ name: String, labels: String, to text: inout String) {
        text += "\(name)\(labels) \(value.load(ordering: .relaxed))\n"
    }
}

/// A double that several threads change without a lock.
struct AtomicDouble: ~Copyable, Sendable {
    private let bits = Atomic<UInt64>(0)

    func load() -> Double { Double(bitPattern: bits.load(ordering: .relaxed)) }

    func store(_ value: Double) { bits.store(value.bitPattern, ordering: .relaxed) }

    func add(_ amount: Double) {
        var old = bits.load(ordering: .relaxed)
        while true {
            let new = (Double(bitPattern: old) + amount).bitPattern
            let (exchanged, original) = bits.weakCompareExchange(expected: old, desired: new, ordering: .relaxed)
            if exchanged { return }
            old = original
        }
    }
}

/// A counter of fractions, for seconds of processor time.
final class PrometheusFloatingCounter: PrometheusSeries, FloatingPointCounterHandler {
    private let value = AtomicDouble()

    func increment(by amount: Double) {
        if amount > 0, amount.isFinite { value.add(amount) }
    }

    func reset() { value.store(0) }

    /// For a total that the system counts itself.
    func set(_ total: Double) { value.store(total) }

    func append(_ name: String, labels: String, to text: inout String) {
        text += "\(name)\(labels) \(PrometheusText.number(value.load()))\n"
    }
}

/// A gauge: what swift-metrics calls Gauge (a recorder that does not aggregate) or Meter.
final class PrometheusGauge: PrometheusSeries, RecorderHandler, MeterHandler {
    private let value = AtomicDouble()

    func record(_ value: Int64) { self.value.store(Double(value)) }
    func record(_ value: Double) { self.value.store(value) }
    func set(_ value: Int64) { self.value.store(Double(value)) }
    func set(_ value: Double) { self.value.store(value) }
    func increment(by amount: Double) { value.add(amount) }
    func decrement(by amount: Double) { value.add(-amount) }

    func append(_ name: String, labels: String, to text: inout String) {
        text += "\(name)\(labels) \(PrometheusText.number(value.load()))\n"
    }
}

/// A histogram of fixed buckets: a timer, in seconds, or a recorder that aggregates.
///
/// Under a lock and not in atomics, so that a scrape never sees a count without its sum; the lock is held for a search
/// in a few bounds.
final class PrometheusHistogram: PrometheusSeries, TimerHandler, RecorderHandler {
    private struct State {
        /// One more than there are bounds: the last is above them all. Not cumulative.
        var counts: [UInt64]
        var sum = 0.0
    }

    private let bounds: [Double]
    private let state: Mutex<State>

    /// - Parameter bounds: ascending upper bounds, without infinity.
    init(bounds: [Double]) {
        self.bounds = bounds
        state = Mutex(State(counts: Array(repeating: 0, count: bounds.count + 1)))
    }

    func recordNanoseconds(_ duration: Int64) { record(Double(duration) / 1e9) }
    func record(_ value: Int64) { record(Double(value)) }

    func record(_ value: Double) {
        // One NaN would make the sum NaN for good.
        guard value.isFinite else { return }
        let bucket = bounds.firstIndex { value <= $0 } ?? bounds.count
        state.withLock { state in
            state.counts[bucket] += 1
            state.sum += value
        }
    }

    func append(_ name: String, labels: String, to text: inout String) {
        let (counts, sum) = state.withLock { ($0.counts, $0.sum) }
        var running: UInt64 = 0
        for (bound, count) in zip(bounds + [.infinity], counts) {
            running += count
            text += "\(name)_bucket\(PrometheusText.labels(labels, bound: bound)) \(running)\n"
        }
        text += "\(name)_sum\(labels) \(PrometheusText.number(sum))\n\(name)_count\(labels) \(running)\n"
    }
}
