import Metrics
import Synchronization

/// Keeps each recorded timer as one line: label and dimensions.
final class MetricsCapture: MetricsFactory {
    private let kept = Mutex<[String]>([])

    var lines: [String] { kept.withLock { $0 } }

    private final class Recording: TimerHandler {
        private let line: String
        private let capture: MetricsCapture

        init(line: String, capture: MetricsCapture) {
            self.line = line
            self.capture = capture
        }

        func recordNanoseconds(_ duration: Int64) { capture.kept.withLock { $0.append(line) } }
    }

    func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        let words = dimensions.map { "\($0)=\($1)" }.joined(separator: ",")
        return Recording(line: "\(label) \(words)", capture: self)
    }

    func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        NOOPMetricsHandler.instance
    }
    func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
        NOOPMetricsHandler.instance
    }
    func destroyTimer(_ handler: any TimerHandler) {}
    func destroyCounter(_ handler: any CounterHandler) {}
    func destroyRecorder(_ handler: any RecorderHandler) {}
}
