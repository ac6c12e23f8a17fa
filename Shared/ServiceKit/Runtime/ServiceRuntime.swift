import Foundation
import Logging
import ServiceLifecycle
import Store
import Synchronization

/// Opens the store, then keeps the broker, the timers and the figures going, until a graceful stop or a failure for
/// good.
///
/// Start: store, migrations, identity, then keeper and chores; what is away is waited for with backoff.
/// Stop: the batch is finished, the group left, the journal published as far as the deadline allows, the store closed.
final class ServiceRuntime<Definition: ServiceDefinition>: Service {
    private let kit: RuntimeKit<Definition>
    private let keeper: KafkaKeeper<Definition>
    private let chores: Chores<Definition>
    private let migrations: Migrations
    private let stopDeadline: Duration
    private let opener = Worker(name: "opener")
    private let isOpen = Atomic(false)
    private let attempts = Atomic(0)
    private let endings: AsyncStream<RuntimeFailure>
    /// Set once, before it runs: they need the desk, and the desk asks whether this is open.
    private let duties = Mutex<[DutyRun<Definition>]>([])

    init(
        _ kit: RuntimeKit<Definition>, keeper: KafkaKeeper<Definition>, migrations: Migrations,
        stopDeadline: Duration, endings: AsyncStream<RuntimeFailure>
    ) {
        self.kit = kit
        self.keeper = keeper
        self.migrations = migrations
        self.stopDeadline = stopDeadline
        self.endings = endings
        chores = Chores(kit, keeper: keeper)
    }

    /// Whether commands can be taken: the store was reached and has its tables.
    var canTakeCommands: Bool { isOpen.load(ordering: .acquiring) }

    func set(_ duties: [DutyRun<Definition>]) { self.duties.withLock { $0 = duties } }

    func run() async throws {
        opener.start { [self] _ in open() }
        var failure: RuntimeFailure?
        for await ending in endings.cancelOnGracefulShutdown() {
            failure = ending
            break
        }
        kit.health.report(.stopping)
        await withCheckedContinuation { continuation in
            let thread = Thread { [self] in
                stop()
                continuation.resume()
            }
            thread.start()
        }
        if let failure { throw failure }
    }

    /// One try; answers how long to rest before the next.
    private func open() -> Duration {
        do {
            try StoreIdentity.checkBeforeMigrating(kit.identity.source, kit.database)
            let applied = try migrations.migrate(kit.database)
            for name in applied { kit.logger.info("migrated", metadata: ["migration": "\(name)"]) }
            try StoreIdentity.check(kit.identity.source, kit.database)
            kit.health.report(.storeAnswered)
            kit.health.report(.migrated)
            kit.failures.succeeded("store")
            isOpen.store(true, ordering: .releasing)
            keeper.start()
            chores.start()
            for duty in duties.withLock({ $0 }) { duty.start() }
            opener.stop()
            return .zero
        } catch let error as RuntimeFailure {
            kit.fail(error)
        } catch let error as StoreError where error.isRetriable {
            kit.health.report(.storeFailed(error.description))
            kit.failures.failed("store", because: error.description)
        } catch let error as StoreError {
            kit.health.report(.migrationFailed(error.description))
            kit.fail(RuntimeFailure(StoreFailure.code(error), error.description))
        } catch {
            kit.fail(RuntimeFailure(.software, CannotHandle.line(error)))
        }
        let attempt = attempts.wrappingAdd(1, ordering: .relaxed).newValue
        return RetryPolicy(first: .milliseconds(100)).delay(attempt: attempt, seed: 0)
    }

    /// Blocks, within the deadline.
    private func stop() {
        let deadline = ContinuousClock.now + stopDeadline
        isOpen.store(false, ordering: .releasing)
        opener.stop()
        _ = opener.waitUntilEnded(.seconds(5))
        for duty in duties.withLock({ $0 }) { duty.stop(by: deadline) }
        chores.stop(by: deadline)
        keeper.stop(by: deadline)
        kit.database.close()
        kit.logger.info("stopped")
    }
}

/// The exit code that a store's error for good gives.
enum StoreFailure {
    static func code(_ error: StoreError) -> RuntimeFailure.Code {
        switch error.kind {
        case .newerSchema, .corrupt: .data
        case .configuration: .configuration
        case .unavailable, .conflict, .alreadyThere, .guardRefused, .full, .constraint, .unexpectedAnswer: .software
        }
    }
}
