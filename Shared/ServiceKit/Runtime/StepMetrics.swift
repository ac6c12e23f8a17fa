import Kafka
import Metrics
import Store
import Synchronization

/// The metrics of steps, made once and kept: making one for every record would cost more than counting.
final class StepMetrics: Sendable {
    private let recordStep = MetricName.step.timer("record")
    let commandStep = MetricName.step.timer("command")
    let timerStep = MetricName.step.timer("timer")
    let assigned = MetricName.rebalances.counter("assigned")
    let revoked = MetricName.rebalances.counter("revoked")
    let lost = MetricName.rebalances.counter("lost")
    private let foreign = MetricName.foreignRecords.counter()
    private let conflicts = MetricName.retries.counter("conflict")
    private let outages = MetricName.retries.counter("unavailable")
    private let handled: [String: [String: Counter]]

    init(topics: [String]) {
        var handled: [String: [String: Counter]] = [:]
        for topic in topics {
            for outcome in ["handled", "duplicate", "parked", "poison", "foreign"] {
                handled[topic, default: [:]][outcome] = MetricName.recordsHandled.counter(topic, outcome)
            }
        }
        self.handled = handled
    }

    func retried(_ failure: ProcessorState.Failure) {
        if failure == .outage { outages.increment() } else { conflicts.increment() }
    }

    func committed(_ report: StepReport, topics: Set<String>, took duration: Duration) {
        recordStep.recordNanoseconds(duration.nanoseconds)
        foreign.increment(by: report.foreign)
        // A batch mostly comes from one topic; where it comes from several, the figures are told under the first.
        guard let topic = topics.min(), let counters = handled[topic] else { return }
        counters["handled"]?.increment(by: report.handled + report.drained)
        counters["duplicate"]?.increment(by: report.duplicates)
        counters["parked"]?.increment(by: report.waiting)
        counters["poison"]?.increment(by: report.poisoned.count)
        counters["foreign"]?.increment(by: report.foreign)
    }
}

extension Duration {
    var nanoseconds: Int64 {
        let (seconds, attoseconds) = components
        return seconds * 1_000_000_000 + attoseconds / 1_000_000_000
    }
}
