import Kafka
import Logging
import Store
import Synchronization

/// Keeps one session with the broker, whatever becomes of it: waits for the broker, looks whether it fits the store,
/// begins, and begins anew when the embedded broker starts again. On a thread of its own.
///
/// waiting (no address, no answer, something unsound) → running → waiting (the address changed), or stopped.
final class KafkaKeeper<Definition: ServiceDefinition>: Sendable {
    private let kit: RuntimeKit<Definition>
    private let kafka: ConfigurationKafka
    private let worker = Worker(name: "keeper")
    private let current = Mutex<KafkaSession<Definition>?>(nil)
    private let paused = Mutex<Set<String>>([])
    private let attempts = Atomic(0)
    private let watch: Mutex<BrokerWatch<Definition>>
    private let policy = RetryPolicy(first: .milliseconds(50), longest: .seconds(5))

    init(_ kit: RuntimeKit<Definition>, kafka: ConfigurationKafka) {
        self.kit = kit
        self.kafka = kafka
        watch = Mutex(BrokerWatch(kit))
    }

    var session: KafkaSession<Definition>? { current.withLock { $0 } }

    func start() { worker.start { [self] _ in round() } }

    /// Blocks until the session has ended.
    func stop(by deadline: ContinuousClock.Instant) {
        worker.stop()
        _ = worker.waitUntilEnded(ContinuousClock.now.duration(to: deadline))
        session?.stop(by: deadline, publishes: true)
    }

    /// An operator's pause outlives a session. False: it was so already.
    func pause(topic: String) -> Bool {
        let isNew = paused.withLock { $0.insert(topic).inserted }
        session?.pause(topic: topic)
        return isNew
    }

    func resume(topic: String) -> Bool {
        let wasPaused = paused.withLock { $0.remove(topic) != nil }
        session?.resume(topic: topic)
        return wasPaused
    }

    var pausedTopics: [String] { paused.withLock { $0.sorted() } }

    /// One look at the world; answers how long to rest.
    private func round() -> Duration {
        if let session {
            guard let address = KafkaAddress(kafka), address != session.address else {
                watch.withLock { $0.look(at: session) }
                return .milliseconds(250)
            }
            kit.logger.notice("the broker started again elsewhere", metadata: ["bootstrap": "\(address.bootstrap)"])
            // The old broker is gone with its log: what waits goes to the new one.
            session.stop(by: .now + .seconds(5), publishes: false)
            current.withLock { $0 = nil }
        }
        guard let address = KafkaAddress(kafka) else {
            return wait("kafka", "the address file isn't there yet: start alp-broker, or see its --address-file")
        }
        do {
            let session = try KafkaSession(kit, address: address)
            let findings = try prepare(session)
            guard findings.isEmpty else {
                session.close()
                return wait("topics", findings.joined(separator: "; "))
            }
            session.start()
            for topic in pausedTopics { session.pause(topic: topic) }
            current.withLock { $0 = session }
            attempts.store(0, ordering: .relaxed)
            for subject in ["kafka", "topics", "store"] { kit.failures.succeeded(subject) }
            kit.logger.info("reading", metadata: ["topics": "\(kit.inputs)", "bootstrap": "\(address.bootstrap)"])
            return .milliseconds(250)
        } catch let error as RuntimeFailure {
            kit.fail(error)
            return .seconds(1)
        } catch let error as KafkaError {
            guard error.kind != .configuration else {
                kit.fail(RuntimeFailure(.usage, "\(error)"))
                return .seconds(1)
            }
            kit.health.report(.brokerFailed("\(error)"))
            return wait("kafka", "\(error)")
        } catch {
            kit.health.report(.storeFailed(CannotHandle.line(error)))
            return wait("store", CannotHandle.line(error))
        }
    }

    private func wait(_ subject: String, _ line: String) -> Duration {
        kit.failures.failed(subject, because: line)
        if subject == "kafka" { kit.health.report(.brokerFailed(line)) }
        let attempt = attempts.wrappingAdd(1, ordering: .relaxed).newValue
        return policy.delay(attempt: attempt, seed: 0)
    }

    /// The broker must be the one that the store belongs to, and its topics the catalogue's and the journal's.
    private func prepare(_ session: KafkaSession<Definition>) throws -> [String] {
        let findings = try session.topicFindings()
        guard findings.isEmpty else { return findings }
        if let run = session.address.run {
            try startAgainIfForgotten(run)
        } else if let cluster = session.clusterID() {
            try StoreIdentity.check(cluster: cluster, kit.database)
        }
        return try session.comparisonFindings()
    }

    /// The embedded broker forgets at every stop: positions to zero, the journal published again (HEART).
    private func startAgainIfForgotten(_ run: String) throws {
        try kit.database.transaction { transaction in
            let remembered = try Identity.remember("embedded-run", run, in: transaction)
            guard remembered != run else { return }
            try Identity.replace("embedded-run", run, in: transaction)
            try Positions.reset(topics: kit.inputs, in: transaction)
            var count = 0
            for topic in try Journal.topics(in: transaction) {
                count += try Journal.publishAgain(topic: topic, key: nil, fromSequence: 1, in: transaction)
            }
            kit.logger.notice(
                "the embedded broker forgot its log: reading from the beginning, publishing the journal again",
                metadata: ["entries": "\(count)"])
        }
    }
}
