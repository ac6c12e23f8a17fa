import Metrics
import Store
import Synchronization

/// When which chore is due, and the gauges they show. Touched on the chores' thread; behind a lock for the compiler.
final class Schedule: Sendable {
    enum Chore: CaseIterable, Sendable {
        case sweep, figures, forget

        var interval: Duration {
            switch self {
            case .sweep: .seconds(60)
            case .figures: .seconds(2)
            case .forget: .seconds(3600)
            }
        }
    }

    private struct Gauges {
        var parked: [String: Gauge] = [:]
    }

    private let last = Mutex<[Chore: ContinuousClock.Instant]>([:])
    private let gauges = Mutex(Gauges())
    private let backlog = MetricName.journalBacklog.gauge()
    private let backlogAge = MetricName.journalBacklogAge.gauge()
    private let parkedAge = MetricName.parkedAge.gauge()
    private let overdue = MetricName.timersOverdue.gauge()
    private let gapAge = MetricName.gapAge.gauge()
    private let timerStep = MetricName.step.timer("timer")
    private let timers: [String: Counter] = Dictionary(
        uniqueKeysWithValues: ["handled", "taken", "failed"].map { ($0, MetricName.timers.counter($0)) })

    /// The chores that are due now; each is then due again after its interval. At start all are.
    func due(_ now: ContinuousClock.Instant = .now) -> [Chore] {
        last.withLock { last in
            Chore.allCases.filter { chore in
                guard last[chore].map({ now - $0 >= chore.interval }) ?? true else { return false }
                last[chore] = now
                return true
            }
        }
    }

    func timer(_ outcome: String, took duration: Duration) {
        timers[outcome]?.increment()
        timerStep.recordNanoseconds(duration.nanoseconds)
    }

    func show(backlog: Journal.Backlog, parked: [Parked.Figures], earliestTimer: Int64?, now: Int64) {
        overdue.record(age(earliestTimer, now))
        self.backlog.record(backlog.entries)
        backlogAge.record(age(backlog.oldest, now))
        parkedAge.record(
            parked.map { max(age($0.oldestFailed, now), age($0.oldestWaiting, now)) }.max() ?? 0)
        gapAge.record(parked.map { age($0.oldestWaiting, now) }.max() ?? 0)
        gauges.withLock { gauges in
            for figure in parked where gauges.parked[figure.topic] == nil {
                gauges.parked[figure.topic] = MetricName.parkedKeys.gauge(figure.topic)
            }
            for (topic, gauge) in gauges.parked {
                let figure = parked.first { $0.topic == topic }
                gauge.record((figure?.failedKeys ?? 0) + (figure?.waitingKeys ?? 0))
            }
        }
    }

    private func age(_ instant: Int64?, _ now: Int64) -> Double {
        instant.map { Double(max(0, now - $0)) / 1000 } ?? 0
    }
}
