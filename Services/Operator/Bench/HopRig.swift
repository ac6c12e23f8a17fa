import Foundation
import Kafka
import Messages
import ServiceKit
import Store
import Synchronization
import Vocabulary

/// One hop as a service wires it: consumer, processor, step and relay over an empty store, with marks on the way that
/// tell when what had happened.
final class HopRig: Sendable {
    struct Progress {
        var firstBatch: ContinuousClock.Instant?
        var cpuAtFirstBatch = 0.0
        var batches = 0
        var decided = 0
        var published = 0
        var lastCommit: ContinuousClock.Instant?
        var lastMark: ContinuousClock.Instant?
        var cpuAtLastMark = 0.0
        var failure: String?
    }

    private let wanted: Int
    private let progress = Mutex(Progress())
    private let isDone = DispatchSemaphore(value: 0)
    let database: any Database
    private let session: KafkaSession<Counted>

    /// - Parameter onPublished: told of key and sequence of each acknowledged decision, on the producer's thread.
    init(
        _ broker: BenchBroker, store: String, input: String, batch: Int, records: Int,
        onPublished: (@Sendable (String, Int64) -> Void)? = nil
    ) throws {
        wanted = records
        database = try OpenDatabase.open(StoreURL(store), allowsInsecure: true)
        let catalogue = try BenchTopic.catalogue()
        let marks = Marks()
        let definition = Counted(onDecision: { marks.rig?.decided() })
        try (Migrations.heart + definition.migrations).migrate(database)
        let standing = try database.read { try $0.query("SELECT COUNT(*) FROM journal").first?.integer(0) ?? 0 }
        guard standing == 0 else {
            throw OperatorFailure(.usage, "--store \(store) holds \(standing) journal rows: name an empty store")
        }
        let identity = ServiceIdentity(
            source: EventSource(environment: BenchTopic.environment, service: BenchDefinition.name), program: "bench",
            instance: "hop-\(ProcessInfo.processInfo.processIdentifier)",
            writers: Dictionary(catalogue.topics.map { ($0.name, $0.writer) }, uniquingKeysWith: { $1 }))
        let kit = RuntimeKit(
            step: Step(
                definition: definition, database: database, identity: identity,
                crash: CrashPoints { marks.rig?.passed($0) }),
            catalogue: catalogue, inputs: [input], properties: broker.properties, batchLimit: batch, clock: .system,
            health: HealthMonitor(HealthState(joinsGroup: true), logger: BenchBroker.logger),
            logger: BenchBroker.logger,
            onPublished: { entry in
                marks.rig?.published()
                onPublished?(entry.key, entry.sequence)
            },
            onFailure: { marks.rig?.failed("\($0)") })
        session = try KafkaSession(kit, address: broker.address)
        marks.rig = self
    }

    /// Joins the group and reads. Blocks until partitions are being read.
    func start() throws {
        session.start()
        let deadline = ContinuousClock.now + .seconds(30)
        while session.status.reading.isEmpty {
            guard ContinuousClock.now < deadline else {
                throw OperatorFailure(.unavailable, "no partition was given within 30 s: is the broker well?")
            }
            Thread.sleep(forTimeInterval: 0.01)
        }
    }

    /// Blocks until all is handled and marked. Throws after `patience` without an end.
    func finish(patience: Duration) throws -> Progress {
        guard isDone.wait(timeout: .now() + patience / .seconds(1)) == .success else {
            let progress = progress.withLock { $0 }
            throw OperatorFailure(
                .unexpected,
                "\(progress.decided) of \(wanted) records decided on and \(progress.published) published "
                    + "within \(patience): was the topic seeded with so many?")
        }
        let progress = progress.withLock { $0 }
        if let failure = progress.failure { throw OperatorFailure(.unexpected, failure) }
        try check()
        return progress
    }

    func close() {
        session.stop(by: .now + .seconds(10), publishes: false)
        database.close()
    }

    /// Journal, marks and positions must all be the wanted number.
    private func check() throws {
        let figures = try database.read { transaction in
            try ["SELECT COUNT(*) FROM journal", "SELECT COUNT(published_offset) FROM journal"].map {
                try transaction.query($0).first?.integer(0) ?? 0
            }
        }
        guard figures.allSatisfy({ $0 == Int64(wanted) }) else {
            throw OperatorFailure(
                .unexpected, "journal and marks are \(figures), not \(wanted): was the topic seeded more than once?")
        }
    }

    // MARK: What the hop says of itself, on its own threads

    private func decided() {
        progress.withLock { progress in
            if progress.firstBatch == nil {
                progress.firstBatch = .now
                progress.cpuAtFirstBatch = Machine.cpuSeconds
            }
            progress.decided += 1
        }
    }

    private func published() { progress.withLock { $0.published += 1 } }

    private func passed(_ point: CrashPoint) {
        switch point {
        case .afterCommit:
            progress.withLock { progress in
                progress.batches += 1
                if progress.decided >= wanted, progress.lastCommit == nil { progress.lastCommit = .now }
            }
        case .afterMark:
            let isEnd = progress.withLock { progress in
                guard progress.published >= wanted, progress.lastCommit != nil, progress.lastMark == nil else {
                    return false
                }
                progress.lastMark = .now
                progress.cpuAtLastMark = Machine.cpuSeconds
                return true
            }
            if isEnd { isDone.signal() }
        default: break
        }
    }

    private func failed(_ reason: String) {
        progress.withLock { $0.failure = reason }
        isDone.signal()
    }

    /// The parts are made before the rig that listens to them.
    private final class Marks: Sendable {
        private let held = Mutex<HopRig?>(nil)
        var rig: HopRig? {
            get { held.withLock { $0 } }
            set { held.withLock { $0 = newValue } }
        }
    }
}

/// The bench's definition, counting its decisions.
struct Counted: ServiceDefinition {
    private let inner = BenchDefinition()
    let onDecision: @Sendable () -> Void

    var decider: BenchDecider { inner.decider }
    func input(from record: ReadRecord) throws -> BenchRequest? { try inner.input(from: record) }
    func input(from timer: DueTimer) throws -> BenchRequest { try inner.input(from: timer) }
    func route(_ input: BenchRequest) -> [String] { inner.route(input) }
    func world(for input: BenchRequest, aggregate: String, in transaction: any Transaction) throws {}
    func publication(of event: BenchDecision, aggregate: String) throws -> Publication {
        try inner.publication(of: event, aggregate: aggregate)
    }
    func event(type: String, payload: [UInt8]) throws -> BenchDecision {
        try inner.event(type: type, payload: payload)
    }
    func project(
        _ event: BenchDecision, aggregate: String, state: BenchDecider.State, in transaction: any Transaction
    ) throws { onDecision() }
    var migrations: Migrations { inner.migrations }
}
