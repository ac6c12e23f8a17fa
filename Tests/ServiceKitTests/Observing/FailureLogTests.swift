import Logging
import Synchronization
import Testing
import Vocabulary

@testable import ServiceKit

@Suite(.timeLimit(.minutes(1)))
struct FailureLogTests {
    @Test func `an outage is a line, then one a minute, then one when it is over`() {
        var log = FailureLog()
        #expect(
            log.failed("store", because: "refused", now: .seconds(10)) == .failed(subject: "store", reason: "refused"))
        for second in 11..<70 {
            #expect(log.failed("store", because: "refused \(second)", now: .seconds(second)) == nil)
        }
        #expect(
            log.failed("store", because: "timeout", now: .seconds(70))
                == .stillFailing(subject: "store", reason: "timeout", count: 60, lasting: .seconds(60)))
        #expect(log.failed("store", because: "timeout", now: .seconds(71)) == nil)
        #expect(
            log.failed("store", because: "timeout", now: .seconds(200))
                == .stillFailing(subject: "store", reason: "timeout", count: 2, lasting: .seconds(190)))
        #expect(log.failing == ["store"])
        #expect(
            log.succeeded("store", now: .seconds(201)) == .recovered(subject: "store", count: 63, after: .seconds(191)))
        #expect(log.succeeded("store", now: .seconds(202)) == nil)
        #expect(log.failing.isEmpty)
    }

    @Test func `subjects are told apart`() {
        var log = FailureLog()
        _ = log.failed("store", because: "a", now: .zero)
        #expect(log.failed("broker", because: "b", now: .zero) == .failed(subject: "broker", reason: "b"))
        #expect(log.succeeded("broker", now: .zero) == .recovered(subject: "broker", count: 1, after: .zero))
        #expect(log.failing == ["store"])
    }

    @Test func `an outage after a recovery is a line again`() {
        var log = FailureLog()
        _ = log.failed("store", because: "a", now: .zero)
        _ = log.succeeded("store", now: .seconds(1))
        #expect(log.failed("store", because: "a", now: .seconds(2)) == .failed(subject: "store", reason: "a"))
    }

    @Test func `a clock that steps back does not silence it`() {
        var log = FailureLog()
        _ = log.failed("store", because: "a", now: .seconds(1_000_000))
        #expect(log.failed("store", because: "a", now: .seconds(5)) == nil)
        #expect(
            log.failed("store", because: "a", now: .seconds(65))
                == .stillFailing(subject: "store", reason: "a", count: 2, lasting: .seconds(60)))
        var other = FailureLog()
        _ = other.failed("store", because: "a", now: .seconds(9))
        #expect(other.succeeded("store", now: .seconds(5)) == .recovered(subject: "store", count: 1, after: .zero))
    }

    @Test func `the reporter logs at error and at notice`() {
        let sink = LineCollector()
        let logger = Logger(label: "validation") { label in
            LineLogHandler(
                service: "validation", label: label, level: .trace, format: .text, sink: sink,
                now: { Instant(milliseconds: 0) })
        }
        let time = Mutex(Duration.zero)
        let reporter = FailureReporter(logger: logger, clock: MonotonicTime { time.withLock { $0 } })
        reporter.succeeded("store")
        reporter.failed("store", because: "refused")
        reporter.failed("store", because: "refused")
        time.withLock { $0 = .seconds(61) }
        reporter.failed("store", because: "refused")
        reporter.succeeded("store")
        let prefix = "1970-01-01T00:00:00.000Z"
        #expect(
            sink.lines == [
                "\(prefix) ERROR validation: store fails: refused subject=store\n",
                "\(prefix) ERROR validation: store still fails: refused failures=2 since=\"61 s ago\" subject=store\n",
                "\(prefix) NOTICE validation: store works again after=\"61 s\" failures=3 subject=store\n",
            ])
    }

    @Test func `the system's monotonic time goes forward`() {
        let time = MonotonicTime()
        let first = time.now
        #expect(first >= .zero)
        #expect(time.now >= first)
    }
}
