import Logging
import Store

/// Work of a service's own beside the step: to hand over letters, to look for places that no single decision finds.
///
/// It changes nothing but by commands, with idempotency keys of its own making, so that a crash in the midst is mended
/// by the next turn, and several instances may do the same.
package struct Duty<Definition: ServiceDefinition>: Sendable {
    package typealias Work = @Sendable (CommandDesk<Definition>) throws -> Void

    /// Names the thread, and the failure in logs and health.
    package var name: String
    /// At the latest so long after its last turn; earlier after each commit of this instance.
    package var every: Duration
    /// Blocks, on a thread of its own. What it throws is logged, and the next turn comes after a backoff. A long turn
    /// looks at `CommandDesk.isOpen` and ends where the service stops.
    package var work: Work

    package init(name: String, every: Duration, work: @escaping Work) {
        self.name = name
        self.every = every
        self.work = work
    }
}

/// Runs one duty from when the store is open until the service stops.
final class DutyRun<Definition: ServiceDefinition>: Sendable {
    private let duty: Duty<Definition>
    private let desk: CommandDesk<Definition>
    private let kit: RuntimeKit<Definition>
    private let worker: Worker
    private let storeWatch: StoreWatch

    init(_ duty: Duty<Definition>, desk: CommandDesk<Definition>, kit: RuntimeKit<Definition>) {
        self.duty = duty
        self.desk = desk
        self.kit = kit
        worker = Worker(name: duty.name)
        storeWatch = StoreWatch(kit.health)
    }

    func start() {
        kit.committed.listen { [worker] in worker.wakeUp() }
        worker.start { [self] _ in turn() }
    }

    func stop(by deadline: ContinuousClock.Instant) {
        worker.stop()
        if !worker.waitUntilEnded(ContinuousClock.now.duration(to: deadline)) {
            kit.logger.warning("a duty did not end in time", metadata: ["duty": "\(duty.name)"])
        }
    }

    private func turn() -> Duration {
        do {
            try duty.work(desk)
            kit.failures.succeeded("duty \(duty.name)")
            storeWatch.worked()
            return duty.every
        } catch {
            guard desk.isOpen else { return duty.every }
            storeWatch.failed(error)
            kit.failures.failed("duty \(duty.name)", because: CannotHandle.line(error))
            // A commit may wake it meanwhile; what it then tries is safe to try again.
            return max(duty.every, .seconds(1))
        }
    }
}
