package import Metrics

/// A metric as it is spoken of: in code, in the exposition, in the documentation and its alarms.
package struct MetricName: Equatable, Sendable {
    package enum Kind: Equatable, Sendable {
        /// Only ever up; from zero at each start.
        case counter
        case gauge
        /// Cumulative buckets, a sum and a count; in seconds, unless the name says otherwise.
        case histogram(buckets: [Double])

        /// As after `# TYPE`.
        package var word: String {
            switch self {
            case .counter: "counter"
            case .gauge: "gauge"
            case .histogram: "histogram"
            }
        }
    }

    /// Ends in its unit, or `_total` for a counter (prometheus.io, "Metric and label naming").
    package let name: String
    package let kind: Kind
    package let labels: [String]
    /// One sentence.
    package let meaning: String
    /// When somebody is to be told, as a PromQL condition or in words; nil: never by itself.
    package let alarm: String?

    package init(_ name: String, _ kind: Kind, labels: [String] = [], meaning: String, alarm: String? = nil) {
        self.name = name
        self.kind = kind
        self.labels = labels
        self.meaning = meaning
        self.alarm = alarm
    }

    /// From a millisecond, half a tick of a store's commit, to the half minute of a statement's timeout.
    package static let stepBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]
}

extension MetricName {
    /// Makes (or finds) the series with these label values, in the order of `labels`. Traps on another number of
    /// values. The metric is a handle: keep it, and do not make it anew for every record.
    package func counter(_ values: String..., factory: any MetricsFactory = MetricsSystem.factory) -> Counter {
        Counter(label: name, dimensions: dimensions(values), factory: factory)
    }

    /// See `counter`. Call `destroy()` when what is measured is no longer this instance's (a revoked partition).
    package func gauge(_ values: String..., factory: any MetricsFactory = MetricsSystem.factory) -> Gauge {
        Gauge(label: name, dimensions: dimensions(values), factory: factory)
    }

    /// See `counter`.
    package func timer(_ values: String..., factory: any MetricsFactory = MetricsSystem.factory) -> Timer {
        Timer(label: name, dimensions: dimensions(values), factory: factory)
    }

    private func dimensions(_ values: [String]) -> [(String, String)] {
        precondition(values.count == labels.count, "\(name) has the labels \(labels) and got \(values.count) values")
        return Array(zip(labels, values))
    }
}
