package import Logging
import Synchronization

/// `FailureLog` behind a lock and in front of a logger; for any thread.
package final class FailureReporter: Sendable {
    private let log: Mutex<FailureLog>
    private let logger: Logger
    private let clock: MonotonicTime

    package init(logger: Logger, clock: MonotonicTime = MonotonicTime(), interval: Duration = .seconds(60)) {
        log = Mutex(FailureLog(interval: interval))
        self.logger = logger
        self.clock = clock
    }

    /// Cheap to call for every failure: most make no line. The reason must not hold data of people or secrets.
    package func failed(_ subject: String, because reason: @autoclosure () -> String) {
        let now = clock.now
        write(log.withLock { $0.failed(subject, because: reason(), now: now) })
    }

    /// Cheap to call after every success.
    package func succeeded(_ subject: String) {
        let now = clock.now
        write(log.withLock { $0.succeeded(subject, now: now) })
    }

    private func write(_ line: FailureLog.Line?) {
        switch line {
        case nil: break
        case .failed(let subject, let reason):
            logger.error("\(subject) fails: \(reason)", metadata: ["subject": "\(subject)"])
        case .stillFailing(let subject, let reason, let count, let lasting):
            logger.error(
                "\(subject) still fails: \(reason)",
                metadata: [
                    "subject": "\(subject)", "failures": "\(count)", "since": "\(lasting.components.seconds) s ago",
                ])
        case .recovered(let subject, let count, let after):
            logger.notice(
                "\(subject) works again",
                metadata: [
                    "subject": "\(subject)", "failures": "\(count)", "after": "\(after.components.seconds) s",
                ])
        }
    }
}
