package import Logging
import Metrics
import Synchronization

/// `HealthState` behind a lock, with the clock: reported to and asked from any thread.
package final class HealthMonitor: Sendable {
    private let state: Mutex<HealthState>
    private let clock: MonotonicTime
    private let logger: Logger

    package init(_ state: HealthState = HealthState(), clock: MonotonicTime = MonotonicTime(), logger: Logger) {
        self.state = Mutex(state)
        self.clock = clock
        self.logger = logger
    }

    /// Logs one line when readiness changes.
    package func report(_ event: HealthEvent) {
        let now = clock.now
        switch state.withLock({ $0.apply(event, at: now) }) {
        case nil: break
        case .becameReady: logger.notice("ready")
        case .becameUnready(let checks):
            let reasons = checks.map { "\($0.name): \($0.detail)" }.joined(separator: "; ")
            // A stop is asked for; all else is a failure.
            logger.log(level: event == .stopping ? .notice : .error, "not ready: \(reasons)")
        }
    }

    package func liveness() -> HealthVerdict {
        let now = clock.now
        return state.withLock { $0.liveness(at: now) }
    }

    package func readiness() -> HealthVerdict { state.withLock { $0.readiness } }

    /// Shows each readiness check as `alp_ready`, brought up to date at every scrape.
    package func register(in registry: PrometheusRegistry) {
        registry.collect { [self] in
            for check in readiness().checks {
                let gauge = registry.makeRecorder(
                    label: MetricName.ready.name, dimensions: [("check", check.name)], aggregate: false)
                gauge.record(Int64(check.isOK ? 1 : 0))
            }
        }
    }
}
