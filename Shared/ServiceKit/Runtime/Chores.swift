import Logging
import Metrics
import Store
import Vocabulary

/// What is done beside reading and publishing: timers, the sweep, figures, forgetting kept answers. One thread, so that
/// a slow one delays the others and nothing else.
final class Chores<Definition: ServiceDefinition>: Sendable {
    private let kit: RuntimeKit<Definition>
    private let keeper: KafkaKeeper<Definition>
    private let worker = Worker(name: "chores")
    private let schedule: Schedule
    private let storeWatch: StoreWatch

    init(_ kit: RuntimeKit<Definition>, keeper: KafkaKeeper<Definition>) {
        self.kit = kit
        self.keeper = keeper
        schedule = Schedule()
        storeWatch = StoreWatch(kit.health)
    }

    func start() { worker.start { [self] _ in round() } }

    func stop(by deadline: ContinuousClock.Instant) {
        worker.stop()
        _ = worker.waitUntilEnded(ContinuousClock.now.duration(to: deadline))
        kit.health.report(.loopEnded("chores"))
    }

    private func round() -> Duration {
        kit.health.report(.loopPolled("chores"))
        do {
            try fireTimers()
            for chore in schedule.due() {
                switch chore {
                case .sweep: try sweep()
                case .figures: try figures()
                case .forget: try forget()
                }
            }
            kit.failures.succeeded("chores")
            storeWatch.worked()
        } catch {
            storeWatch.failed(error)
            kit.failures.failed("chores", because: CannotHandle.line(error))
            return .seconds(1)
        }
        return .milliseconds(100)
    }

    private func fireTimers() throws {
        let step = kit.step
        let timers = try step.dueTimers(at: kit.clock.now, limit: 200)
        for timer in timers where !worker.isStopped {
            let began = ContinuousClock.now
            do {
                let hasFired = try step.fire(timer, at: kit.clock.now)
                schedule.timer(hasFired ? "handled" : "taken", took: ContinuousClock.now - began)
                if hasFired {
                    keeper.session?.wakeRelay()
                    kit.committed.signal()
                }
                kit.failures.succeeded("timer \(timer.kind)")
            } catch let error as StoreError where error.isOutage {
                throw error
            } catch {
                // It stays due and is tried again; the others go on.
                schedule.timer("failed", took: ContinuousClock.now - began)
                kit.failures.failed("timer \(timer.kind)", because: CannotHandle.line(error))
            }
        }
    }

    /// Keys whose next record is parked and may be handled now (HEART: parked, again).
    private func sweep() throws {
        let program = kit.identity.program
        let keys = try kit.database.read { try Parked.sweepable(program: program, limit: 1000, in: $0) }
        for key in keys where !worker.isStopped {
            do {
                let report = try kit.step.drain(key, at: kit.clock.now)
                if report.journalled > 0 {
                    keeper.session?.wakeRelay()
                    kit.committed.signal()
                }
                for poison in report.poisoned {
                    kit.logger.error(
                        "a parked record still can't be handled",
                        metadata: [
                            "topic": "\(poison.key.topic)", "key": "\(poison.key.key)",
                            "sequence": "\(poison.sequence)", "why": "\(poison.error)",
                        ])
                }
            } catch let error as StoreError where error.isRetriable && !error.isOutage {
                // The next sweep tries again.
            }
        }
    }

    private func figures() throws {
        let now = kit.clock.now.milliseconds
        let (backlog, parked, due) = try kit.database.read {
            (try Journal.backlog(in: $0), try Parked.figures(in: $0), try DueTimers.earliest(in: $0))
        }
        schedule.show(backlog: backlog, parked: parked, earliestTimer: due, now: now)
    }

    /// Kept answers go after 30 days (SECURITY).
    private func forget() throws {
        let before = kit.clock.now.milliseconds - 30 * 86_400_000
        _ = try kit.database.transaction { try Commands.forget(before: before, in: $0) }
    }
}
