import Foundation
import Metrics
package import Vocabulary

/// The process's own figures under the names every Prometheus client uses, read from `/proc` at each scrape (proc(5));
/// what can't be read is left out.
package enum ProcessMetrics {
    /// - Parameters:
    ///   - startedAt: when the process started.
    ///   - sink: where the log goes, for the lines it had to drop.
    package static func register(in registry: PrometheusRegistry, startedAt: Instant, sink: DescriptorSink? = nil) {
        func gauge(_ metric: MetricName) -> any RecorderHandler {
            registry.makeRecorder(label: metric.name, dimensions: [], aggregate: false)
        }
        gauge(.startTime).record(Double(startedAt.milliseconds) / 1000)
        let memory = gauge(.residentMemory)
        let open = gauge(.openFiles)
        let most = gauge(.maxFiles)
        let processor = registry.makeFloatingPointCounter(label: MetricName.cpuSeconds.name, dimensions: [])
        let lines = registry.makeCounter(label: MetricName.logLinesDropped.name, dimensions: [])
        registry.collect {
            if let bytes = residentBytes() { memory.record(bytes) }
            if let count = openFiles() { open.record(Int64(count)) }
            if let limit = fileLimit() { most.record(Double(limit)) }
            // Totals that are counted elsewhere: set, where a caller of the API could only add.
            if let sink { (lines as? PrometheusCounter)?.set(Int64(sink.dropped)) }
            (processor as? PrometheusFloatingCounter)?.set(processorSeconds())
        }
    }

    /// The second number of `statm` counts pages.
    static func residentBytes() -> Int64? {
        guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8) else { return nil }
        let fields = text.split(separator: " ")
        guard fields.count > 1, let pages = Int64(fields[1]) else { return nil }
        return pages * Int64(sysconf(Int32(_SC_PAGESIZE)))
    }

    private static func openFiles() -> Int? {
        // Less the one that lists the directory.
        (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count).map { max(0, $0 - 1) }
    }

    private static func fileLimit() -> UInt? {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return nil }
        return limit.rlim_cur
    }

    private static func processorSeconds() -> Double {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
            + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6
    }
}
