import Logging
import Synchronization
import Testing
import Vocabulary

@testable import ServiceKit

@Suite(.timeLimit(.minutes(1)))
struct HealthTests {
    private static let started: [HealthEvent] = [
        .storeAnswered, .migrated, .brokerAnswered, .comparisonAgreed, .groupJoined, .loopPolled("records"),
    ]

    private func ready(at now: Duration = .zero, joinsGroup: Bool = true) -> HealthState {
        var state = HealthState(joinsGroup: joinsGroup)
        for event in Self.started { _ = state.apply(event, at: now) }
        return state
    }

    private func failing(_ state: HealthState) -> [HealthCheck] { state.readiness.checks.filter { !$0.isOK } }

    @Test func `at first it is live and not ready, and says what is missing`() {
        let state = HealthState()
        #expect(state.liveness(at: .seconds(10_000)).isOK)
        #expect(
            failing(state) == [
                HealthCheck(name: "store", isOK: false, detail: "not opened yet"),
                HealthCheck(name: "broker", isOK: false, detail: "not reached yet"),
                HealthCheck(name: "migrations", isOK: false, detail: "not run yet"),
                HealthCheck(name: "comparison", isOK: false, detail: "own topics not compared yet"),
            ])
    }

    @Test func `it becomes ready with the last of store, broker, migrations and comparison`() {
        let needed: [HealthEvent] = [.storeAnswered, .migrated, .brokerAnswered, .comparisonAgreed]
        for last in needed.indices {
            var state = HealthState()
            for (index, event) in needed.enumerated() where index != last {
                #expect(state.apply(event, at: .zero) == nil)
            }
            #expect(!state.readiness.isOK)
            #expect(state.apply(needed[last], at: .zero) == .becameReady)
            #expect(state.readiness.isOK)
        }
    }

    @Test(arguments: [
        (HealthEvent.storeFailed("refused"), HealthEvent.storeAnswered, "store", "refused"),
        (.brokerFailed("all down"), .brokerAnswered, "broker", "all down"),
        (.migrationFailed("newer"), .migrated, "migrations", "newer"),
        (.comparisonFailed("a/k 7 differs"), .comparisonAgreed, "comparison", "a/k 7 differs"),
        (.topicUnsound(topic: "a", reason: "recreated"), .topicSound(topic: "a"), "topics", "a: recreated"),
        (
            .partitionStopped(topic: "a", partition: 3, reason: "conflict"),
            .partitionResumed(topic: "a", partition: 3), "partitions", "a/3 stopped: conflict"
        ),
    ])
    func `a failure takes readiness away once, and its end gives it back`(
        failure: HealthEvent, end: HealthEvent, name: String, detail: String
    ) {
        var state = ready()
        let check = HealthCheck(name: name, isOK: false, detail: detail)
        #expect(state.apply(failure, at: .zero) == .becameUnready([check]))
        #expect(state.apply(failure, at: .zero) == nil)
        #expect(failing(state) == [check])
        #expect(state.liveness(at: .zero).isOK)
        #expect(state.apply(end, at: .zero) == .becameReady)
        #expect(state.readiness.isOK)
    }

    @Test func `a second failure leaves it unready until both have ended`() {
        var state = ready()
        _ = state.apply(.storeFailed("a"), at: .zero)
        #expect(state.apply(.brokerFailed("b"), at: .zero) == nil)
        #expect(state.apply(.storeAnswered, at: .zero) == nil)
        #expect(state.apply(.brokerAnswered, at: .zero) == .becameReady)
    }

    @Test func `a loop that does not poll is stuck, whichever it is`() {
        var state = ready()
        #expect(state.liveness(at: .seconds(60)).isOK)
        #expect(
            state.liveness(at: .seconds(61)).checks.filter { !$0.isOK }
                == [HealthCheck(name: "loop records", isOK: false, detail: "not polled for 61 s")])
        _ = state.apply(.loopPolled("relay"), at: .seconds(50))
        _ = state.apply(.loopPolled("records"), at: .seconds(61))
        #expect(state.liveness(at: .seconds(100)).isOK)
        #expect(state.liveness(at: .seconds(111)).checks.filter { !$0.isOK }.map(\.name) == ["loop relay"])
        _ = state.apply(.loopEnded("relay"), at: .seconds(112))
        #expect(state.liveness(at: .seconds(121)).isOK)
        #expect(state.readiness.isOK)
    }

    @Test func `a clock that steps back makes no loop stuck`() {
        var state = ready(at: .seconds(1000))
        _ = state.apply(.loopPolled("records"), at: .seconds(5))
        #expect(state.liveness(at: .seconds(5)).isOK)
        #expect(state.liveness(at: .seconds(1060)).isOK)
    }

    @Test func `a group not joined though the broker answers is stuck`() {
        var state = HealthState(groupStuckAfter: .seconds(180))
        _ = state.apply(.brokerAnswered, at: .seconds(10))
        _ = state.apply(.brokerAnswered, at: .seconds(100))
        #expect(state.liveness(at: .seconds(190)).isOK)
        #expect(
            state.liveness(at: .seconds(191)).checks
                == [
                    HealthCheck(
                        name: "group", isOK: false, detail: "not joined for 181 s though the broker answers")
                ])
        _ = state.apply(.groupJoined, at: .seconds(192))
        #expect(state.liveness(at: .seconds(9999)).isOK)
        _ = state.apply(.groupLeft, at: .seconds(10_000))
        _ = state.apply(.groupLeft, at: .seconds(10_100))
        #expect(state.liveness(at: .seconds(10_180)).isOK)
        #expect(!state.liveness(at: .seconds(10_181)).isOK)
    }

    @Test func `while the broker is away the group is not expected`() {
        var state = HealthState()
        _ = state.apply(.brokerAnswered, at: .zero)
        _ = state.apply(.brokerFailed("away"), at: .seconds(100))
        #expect(state.liveness(at: .seconds(9999)).isOK)
        _ = state.apply(.brokerAnswered, at: .seconds(10_000))
        #expect(state.liveness(at: .seconds(10_180)).isOK)
        #expect(!state.liveness(at: .seconds(10_181)).isOK)
    }

    @Test func `a service without a group has none to be stuck in`() {
        let state = ready(joinsGroup: false)
        #expect(state.liveness(at: .zero).checks.map(\.name) == ["loop records"])
    }

    @Test func `stopping it is live and not ready`() {
        var state = ready()
        #expect(
            state.apply(.stopping, at: .zero)
                == .becameUnready([HealthCheck(name: "stopping", isOK: false, detail: "stopping")]))
        #expect(state.liveness(at: .seconds(9999)).isOK)
        #expect(state.apply(.storeAnswered, at: .zero) == nil)
        #expect(!state.readiness.isOK)
    }

    @Test func `the monitor logs a line a change and shows each check as a metric`() {
        let sink = LineCollector()
        let logger = Logger(label: "validation") { label in
            LineLogHandler(
                service: "validation", label: label, level: .trace, format: .text, sink: sink,
                now: { Instant(milliseconds: 0) })
        }
        let time = Mutex(Duration.zero)
        let monitor = HealthMonitor(clock: MonotonicTime { time.withLock { $0 } }, logger: logger)
        let registry = PrometheusRegistry()
        monitor.register(in: registry)
        for event in Self.started { monitor.report(event) }
        #expect(registry.render().contains("alp_ready{check=\"store\"} 1\n"))
        monitor.report(.storeFailed("refused"))
        monitor.report(.storeFailed("refused"))
        #expect(registry.render().contains("alp_ready{check=\"store\"} 0\n"))
        #expect(!monitor.readiness().isOK)
        monitor.report(.storeAnswered)
        monitor.report(.stopping)
        let prefix = "1970-01-01T00:00:00.000Z"
        #expect(
            sink.lines == [
                "\(prefix) NOTICE validation: ready\n", "\(prefix) ERROR validation: not ready: store: refused\n",
                "\(prefix) NOTICE validation: ready\n", "\(prefix) NOTICE validation: not ready: stopping: stopping\n",
            ])
        #expect(monitor.liveness().isOK)
    }
}
