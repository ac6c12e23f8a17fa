package import Metrics
import Synchronization

/// swift-metrics' factory that keeps every series in the process and renders them for a scrape.
///
/// By hand because the Prometheus client for Swift is not among the libraries this builds with; the format is a page.
/// Handlers are found by name and labels, so asking twice gives the same series. For any thread.
package final class PrometheusRegistry: Sendable {
    private struct Family {
        var kind: MetricName.Kind
        var help: String?
        /// By the rendered labels.
        var series: [String: any PrometheusSeries] = [:]
    }

    private struct State {
        var families: [String: Family] = [:]
        var collectors: [@Sendable () -> Void] = []
    }

    private let state: Mutex<State>
    private let seriesLimit: Int
    private let dropped: PrometheusCounter

    /// - Parameters:
    ///   - catalogue: names with their help, kind and buckets. Counters without labels are there from the start at
    ///     zero, so that the first increase is seen as one.
    ///   - seriesLimit: series of one name; more are not kept (a label that takes any value would fill the memory).
    package init(catalogue: [MetricName] = MetricName.all, seriesLimit: Int = 2000) {
        var state = State()
        let dropped = PrometheusCounter()
        for metric in catalogue {
            var family = Family(kind: metric.kind, help: metric.meaning)
            if metric == .metricsDropped {
                family.series[""] = dropped
            } else if metric.kind == .counter, metric.labels.isEmpty, metric != .cpuSeconds {
                family.series[""] = PrometheusCounter()
            }
            state.families[metric.name] = family
        }
        self.state = Mutex(state)
        self.seriesLimit = seriesLimit
        self.dropped = dropped
    }

    /// Runs before each scrape, on its thread, to bring gauges up to date. Must be quick.
    package func collect(_ collector: @escaping @Sendable () -> Void) {
        state.withLock { $0.collectors.append(collector) }
    }

    /// The exposition: families by name, series by labels, those without series left out.
    package func render() -> String {
        for collector in state.withLock({ $0.collectors }) { collector() }
        // The handlers are asked outside of the lock: a scrape must not stop whoever makes a metric.
        let families = state.withLock { $0.families }
        var text = ""
        for (name, family) in families.sorted(by: { $0.key < $1.key }) where !family.series.isEmpty {
            if let help = family.help { text += "# HELP \(name) \(PrometheusText.escapedHelp(help))\n" }
            text += "# TYPE \(name) \(family.kind.word)\n"
            for (labels, series) in family.series.sorted(by: { $0.key < $1.key }) {
                series.append(name, labels: labels, to: &text)
            }
        }
        return text
    }

    /// The series of that name and labels, made on first use. What can't be kept is counted and measured into nothing:
    /// a metric must never stop a service.
    private func series<Series: PrometheusSeries>(
        _ label: String, _ dimensions: [(String, String)], kind: MetricName.Kind,
        make: (_ bounds: [Double]) -> Series
    ) -> Series {
        let name = PrometheusText.metricName(label)
        let labels = PrometheusText.labels(dimensions)
        return state.withLock { state in
            var family = state.families[name] ?? Family(kind: kind, help: nil)
            guard family.kind.word == kind.word else {
                dropped.increment(by: 1)
                return make([])
            }
            var bounds: [Double] = []
            if case .histogram(let buckets) = family.kind { bounds = buckets }
            if let found = family.series[labels] {
                if let series = found as? Series { return series }
                dropped.increment(by: 1)
                return make(bounds)
            }
            let series = make(bounds)
            guard family.series.count < seriesLimit else {
                dropped.increment(by: 1)
                return series
            }
            family.series[labels] = series
            state.families[name] = family
            return series
        }
    }

    /// Forgets the series: it is no longer in the exposition, and begins anew when asked for again.
    private func forget(_ handler: AnyObject) {
        state.withLock { state in
            for (name, family) in state.families {
                guard let (labels, _) = family.series.first(where: { $0.value === handler }) else { continue }
                state.families[name]?.series[labels] = nil
                return
            }
        }
    }
}

extension PrometheusRegistry: MetricsFactory {
    package func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        series(label, dimensions, kind: .counter) { _ in PrometheusCounter() }
    }

    package func makeFloatingPointCounter(
        label: String, dimensions: [(String, String)]
    ) -> any FloatingPointCounterHandler {
        series(label, dimensions, kind: .counter) { _ in PrometheusFloatingCounter() }
    }

    package func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        series(label, dimensions, kind: .gauge) { _ in PrometheusGauge() }
    }

    /// A recorder that aggregates becomes a histogram, in the buckets of its catalogue row or the timers' own.
    package func makeRecorder(
        label: String, dimensions: [(String, String)], aggregate: Bool
    ) -> any RecorderHandler {
        guard aggregate else { return series(label, dimensions, kind: .gauge) { _ in PrometheusGauge() } }
        return series(label, dimensions, kind: .histogram(buckets: MetricName.stepBuckets)) {
            PrometheusHistogram(bounds: $0)
        }
    }

    package func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        series(label, dimensions, kind: .histogram(buckets: MetricName.stepBuckets)) {
            PrometheusHistogram(bounds: $0)
        }
    }

    package func destroyCounter(_ handler: any CounterHandler) { forget(handler) }
    package func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) { forget(handler) }
    package func destroyMeter(_ handler: any MeterHandler) { forget(handler) }
    package func destroyRecorder(_ handler: any RecorderHandler) { forget(handler) }
    package func destroyTimer(_ handler: any TimerHandler) { forget(handler) }
}
