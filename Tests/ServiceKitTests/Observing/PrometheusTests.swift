import Foundation
import Metrics
import Testing
import Vocabulary

@testable import ServiceKit

@Suite(.timeLimit(.minutes(1)))
struct PrometheusTests {
    private let registry = PrometheusRegistry(catalogue: [])

    @Test func `a counter, a gauge and a timer in the text format`() {
        let registry = PrometheusRegistry(catalogue: [
            MetricName("a_total", .counter, labels: ["topic"], meaning: "First\\ line\nand \"second\"."),
            MetricName("b_seconds", .histogram(buckets: [0.1, 1]), labels: ["kind"], meaning: "Time."),
            MetricName("c", .gauge, meaning: "Level."),
            MetricName("d_total", .counter, meaning: "From zero."),
        ])
        Counter(label: "a_total", dimensions: [("topic", "x")], factory: registry).increment(by: 3)
        Gauge(label: "c", factory: registry).record(1.5)
        let timer = Timer(label: "b_seconds", dimensions: [("kind", "record")], factory: registry)
        for milliseconds in [50, 100, 500, 2000] { timer.recordMilliseconds(milliseconds) }
        #expect(
            registry.render() == #"""
                # HELP a_total First\\ line\nand "second".
                # TYPE a_total counter
                a_total{topic="x"} 3
                # HELP b_seconds Time.
                # TYPE b_seconds histogram
                b_seconds_bucket{kind="record",le="0.1"} 2
                b_seconds_bucket{kind="record",le="1"} 3
                b_seconds_bucket{kind="record",le="+Inf"} 4
                b_seconds_sum{kind="record"} 2.65
                b_seconds_count{kind="record"} 4
                # HELP c Level.
                # TYPE c gauge
                c 1.5
                # HELP d_total From zero.
                # TYPE d_total counter
                d_total 0

                """#)
    }

    @Test func `names and labels are made fit, and label values escaped`() {
        Counter(
            label: "http.requests/2",
            dimensions: [("b", "q\"\\\r\n"), ("a-b", "1"), ("a.b", "2"), ("le", "3"), ("__x", "4")],
            factory: registry
        ).increment()
        Counter(label: "9lives", factory: registry).increment()
        #expect(
            registry.render()
                == "# TYPE _9lives counter\n_9lives 1\n# TYPE http_requests_2 counter\n"
                + #"http_requests_2{_x="4",a_b="1",b="q\"\\"# + "\r" + #"\n",le_="3"} 1"# + "\n")
    }

    @Test(arguments: [
        (0.0, "0"), (-3, "-3"), (0.25, "0.25"), (.infinity, "+Inf"), (-.infinity, "-Inf"), (.nan, "NaN"),
        (1e300, "1e+300"), (1_780_000_000.123, "1780000000.123"), (1e-7, "1e-07"),
    ])
    func `numbers are written as Go reads them`(number: Double, text: String) {
        #expect(PrometheusText.number(number) == text)
    }

    @Test func `the same name and labels are the same series, whatever their order`() {
        let first = Counter(label: "a", dimensions: [("x", "1"), ("y", "2")], factory: registry)
        let second = Counter(label: "a", dimensions: [("y", "2"), ("x", "1")], factory: registry)
        first.increment()
        second.increment(by: 2)
        #expect(registry.render() == "# TYPE a counter\na{x=\"1\",y=\"2\"} 3\n")
    }

    @Test func `a destroyed series is gone, and begins anew`() {
        let gauge = MetricName.consumerLagRecords.gauge("t", "0", factory: registry)
        let other = MetricName.consumerLagRecords.gauge("t", "1", factory: registry)
        gauge.record(5)
        other.record(6)
        gauge.destroy()
        #expect(
            registry.render()
                == "# TYPE alp_consumer_lag_records gauge\nalp_consumer_lag_records{partition=\"1\",topic=\"t\"} 6\n")
        MetricName.consumerLagRecords.gauge("t", "0", factory: registry).record(0)
        #expect(registry.render().contains("{partition=\"0\",topic=\"t\"} 0\n"))
    }

    @Test func `a counter never goes down, and no NaN spoils a sum`() {
        let counter = registry.makeCounter(label: "a", dimensions: [])
        counter.increment(by: 5)
        counter.increment(by: -3)
        let histogram = Recorder(label: "h", dimensions: [], aggregate: true, factory: registry)
        histogram.record(Double.nan)
        histogram.record(2)
        let floating = registry.makeFloatingPointCounter(label: "f", dimensions: [])
        floating.increment(by: 0.5)
        floating.increment(by: -1)
        floating.increment(by: .infinity)
        let text = registry.render()
        #expect(text.contains("\na 5\n"))
        #expect(text.contains("\nh_sum 2\n"))
        #expect(text.contains("\nh_count 1\n"))
        #expect(text.contains("\nf 0.5\n"))
        counter.reset()
        floating.reset()
        #expect(registry.render().contains("\na 0\n"))
    }

    @Test func `a meter goes up and down`() {
        let meter = Meter(label: "m", factory: registry)
        meter.set(5)
        meter.increment(by: 2.5)
        meter.decrement(by: 1)
        #expect(registry.render() == "# TYPE m gauge\nm 6.5\n")
    }

    @Test func `a name used for two kinds, and too many series, are counted and not kept`() {
        let registry = PrometheusRegistry(catalogue: [.metricsDropped], seriesLimit: 2)
        Counter(label: "a", factory: registry).increment()
        Gauge(label: "a", factory: registry).record(7)
        for number in 0..<5 { Counter(label: "b", dimensions: [("n", "\(number)")], factory: registry).increment() }
        let text = registry.render()
        #expect(text.contains("\na 1\n") || text.hasPrefix("# TYPE a counter\na 1\n"))
        #expect(!text.contains("7"))
        #expect(text.contains("b{n=\"1\"} 1"))
        #expect(!text.contains("b{n=\"2\"}"))
        #expect(text.contains("alp_metrics_dropped_total 4\n"))
    }

    @Test func `many threads lose no increment`() async {
        let counter = MetricName.recordsHandled.counter("t", "handled", factory: registry)
        let timer = MetricName.step.timer("record", factory: registry)
        let meter = Meter(label: "m", factory: registry)
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    for _ in 0..<1000 {
                        counter.increment()
                        timer.recordNanoseconds(1_000_000)
                        meter.increment(by: 0.5)
                    }
                }
                group.addTask { for _ in 0..<20 { _ = self.registry.render() } }
            }
        }
        let text = registry.render()
        #expect(text.contains("alp_records_handled_total{outcome=\"handled\",topic=\"t\"} 8000\n"))
        #expect(text.contains("alp_step_seconds_count{kind=\"record\"} 8000\n"))
        #expect(text.contains("\nm 4000\n"))
    }

    @Test func `the process shows its own figures`() throws {
        let registry = PrometheusRegistry()
        ProcessMetrics.register(
            in: registry, startedAt: Instant(milliseconds: 1_780_000_000_500), sink: DescriptorSink())
        let text = registry.render()
        #expect(text.contains("\nprocess_start_time_seconds 1780000000.5\n"))
        #expect(text.contains("\nalp_log_lines_dropped_total 0\n"))
        for name in [
            "process_resident_memory_bytes", "process_open_fds", "process_max_fds", "process_cpu_seconds_total",
        ] {
            let line = try #require(text.split(separator: "\n").first { $0.hasPrefix(name + " ") })
            #expect(try #require(Double(line.dropFirst(name.count + 1))) > 0)
        }
    }

    @Test func `the catalogue's names are well formed, once each, and documented`() {
        #expect(Set(MetricName.all.map(\.name)).count == MetricName.all.count)
        for metric in MetricName.all {
            #expect(PrometheusText.metricName(metric.name) == metric.name)
            #expect(metric.labels.allSatisfy { PrometheusText.labelName($0) == $0 })
            #expect((metric.kind == .counter) == metric.name.hasSuffix("_total"))
            #expect(metric.meaning.hasSuffix("."))
            if case .histogram(let buckets) = metric.kind { #expect(buckets == buckets.sorted() && !buckets.isEmpty) }
            #expect(MetricName.markdown.contains("`\(metric.name)"))
        }
        #expect(MetricName.markdown.split(separator: "\n").count == MetricName.all.count + 2)
        #expect(MetricName.stepBuckets == MetricName.stepBuckets.sorted())
    }
}
