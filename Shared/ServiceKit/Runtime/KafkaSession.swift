import Foundation
package import Kafka
import Logging
import Messages
import Metrics
import Store
import Synchronization
import Vocabulary

/// What a service holds of one broker: clients, the loop and the relay. Made anew when the embedded broker starts
/// again. Blocking: lives on the keeper's thread.
package final class KafkaSession<Definition: ServiceDefinition>: Sendable {
    package let address: KafkaAddress
    private let kit: RuntimeKit<Definition>
    private let admin: KafkaAdmin
    private let look: BrokerLook
    private let properties: KafkaProperties
    private let producer: KafkaProducer
    private let processor: Processor<Definition>
    private let consumer: KafkaConsumer
    private let relay: JournalRelay
    private let relayWorker = Worker(name: "relay")
    private let isGivingUp = Atomic(false)
    /// Another instance publishes.
    private let isRelayIdle = Atomic(false)
    private let storeWatch: StoreWatch

    package init(_ kit: RuntimeKit<Definition>, address: KafkaAddress) throws {
        self.kit = kit
        self.address = address
        storeWatch = StoreWatch(kit.health)
        properties = address.run == nil ? kit.properties : kit.properties.forEmbeddedBroker()
        let (bootstrap, properties, logger) = (address.bootstrap, properties, kit.logger)
        admin = try KafkaAdmin(
            bootstrap: bootstrap, clientID: kit.identity.instance, properties: properties, logger: logger)
        look = BrokerLook(admin: admin) {
            try PartitionReader(
                bootstrap: bootstrap, clientID: "\(kit.identity.instance)-look", properties: properties, logger: logger)
        }
        producer = try KafkaProducer(
            bootstrap: bootstrap, clientID: kit.identity.instance, properties: properties,
            onFatal: { kit.fail(RuntimeFailure(.software, "the producer can't keep its guarantee any more: \($0)")) },
            logger: logger)
        relay = JournalRelay(
            database: kit.database, producer: producer, source: kit.identity.source,
            instance: kit.identity.instance, crash: kit.crash, onPublished: kit.onPublished)
        let worker = relayWorker
        let box = WeakConsumer()
        processor = Processor(
            step: kit.step, look: look, clock: kit.clock, inputs: kit.inputs, health: kit.health, logger: logger,
            failures: kit.failures,
            seed: UInt64(bitPattern: Int64(kit.identity.instance.hashValue)),
            onCommit: {
                worker.wakeUp()
                kit.committed.signal()
            }, onOvertaken: { box.consumer?.reassign() })
        consumer = try KafkaConsumer(
            settings: KafkaConsumer.Settings(
                bootstrap: bootstrap, groupID: "alp-\(kit.identity.source.service)",
                clientID: kit.identity.instance, topics: kit.inputs, batchLimit: kit.batchLimit,
                properties: properties),
            owner: processor, logger: logger)
        box.set(consumer)
    }

    /// Whether the topics are the catalogue's, before anything is read or published. Throws `KafkaError` where the
    /// broker is away; answers the lines that keep the service from being ready.
    package func topicFindings() throws -> [String] {
        let standing = try admin.topics(timeout: .seconds(5))
        kit.health.report(.brokerAnswered)
        let needed = Set(kit.inputs + kit.outputs).sorted()
        let findings = TopicCheck.findings(
            needed: needed, catalogue: kit.catalogue, standing: standing, isEmbedded: address.run != nil)
        for topic in needed {
            if let reason = findings[topic] {
                kit.health.report(.topicUnsound(topic: topic, reason: reason))
            } else {
                kit.health.report(.topicSound(topic: topic))
            }
        }
        return needed.compactMap { findings[$0] }
    }

    /// Whether the own topics have anything that the journal hasn't: a restored backup.
    func comparisonFindings() throws -> [String] {
        let standing = try admin.topics(timeout: .seconds(5))
        let findings = try compare(standing)
        if let first = findings.first {
            kit.health.report(.comparisonFailed(first))
        } else {
            kit.health.report(.comparisonAgreed)
        }
        return findings
    }

    /// The cluster's identifier, to be remembered by the store; nil on the embedded broker.
    func clusterID() -> String? { address.run == nil ? admin.clusterID(timeout: .seconds(5)) : nil }

    private func compare(_ standing: [TopicInfo]) throws -> [String] {
        let own = standing.filter { kit.outputs.contains($0.name) }.flatMap(\.all)
        let reader = try PartitionReader(
            bootstrap: address.bootstrap, clientID: "\(kit.identity.instance)-compare", properties: properties,
            logger: kit.logger)
        let comparison = StartComparison(database: kit.database, identity: kit.identity)
        let forgotten = try comparison.forgotten(of: kit.outputs, standing: own, look: look)
        let cure = "stop the other instances and run recover (docs/operations.md)"
        let older = try comparison.run(own, look: look, reader: reader).line.map { line in
            "the store is older than its own topic: \(line); \(cure)"
        }
        return [forgotten.line, older].compactMap(\.self)
    }

    /// Looks whether the own topics still hold what was published; while the service runs, since a broker that lost its
    /// log comes back under the same address. Asks the broker once a partition.
    func lookAtOwnTopics() throws {
        let own = try admin.topics(timeout: .seconds(5)).filter { kit.outputs.contains($0.name) }.flatMap(\.all)
        let forgotten = try StartComparison(database: kit.database, identity: kit.identity).forgotten(
            of: kit.outputs, standing: own, look: look)
        if let line = forgotten.line {
            kit.health.report(.comparisonFailed(line))
            kit.failures.failed("own topics", because: line)
        } else {
            kit.health.report(.comparisonAgreed)
            kit.failures.succeeded("own topics")
        }
    }

    package func start() {
        producer.prepare(topics: kit.outputs)
        consumer.start()
        relayWorker.start { [self] _ in relayRound() }
    }

    /// One turn of the relay; answers how long to rest.
    private func relayRound() -> Duration {
        kit.health.report(.loopPolled("relay"))
        do {
            // Leases go by the machine's clock: a virtual one may stand anywhere.
            let outcome = try relay.round(now: ServiceClock.system.now.milliseconds) { [self] in
                // A broker that is away holds a round up; the loop is alive all the same.
                kit.health.report(.loopPolled("relay"))
                return isGivingUp.load(ordering: .acquiring)
            }
            storeWatch.worked()
            isRelayIdle.store(outcome.isIdle, ordering: .relaxed)
            if let why = outcome.firstFailure {
                kit.failures.failed("relay", because: why)
            } else {
                kit.failures.succeeded("relay")
            }
            kit.relayPublished.increment(by: outcome.published)
            kit.relayFailures.increment(by: outcome.failed)
            if outcome.failed > 0 { return .milliseconds(500) }
            if outcome.isIdle { return .seconds(1) }
            // Other instances journal too, and their signal doesn't reach this one.
            return kit.database.engine == .postgres ? .milliseconds(25) : .seconds(1)
        } catch {
            storeWatch.failed(error)
            kit.failures.failed("relay", because: CannotHandle.line(error))
            return .milliseconds(500)
        }
    }

    /// Begins anew at the store's positions.
    func wakeRelay() { relayWorker.wakeUp() }
    func reassign() { consumer.reassign() }
    func pause(topic: String) { consumer.pause(topic: topic) }
    func resume(topic: String) {
        processor.resume(topic: topic)
        consumer.resume(topic: topic)
    }
    package var status: KafkaConsumer.Status { consumer.status }

    /// The time of the record that was handled last, milliseconds since 1970, by partition.
    var timesHandled: [TopicPartition: Int64] { processor.timesHandled }

    /// Records between the positions and the ends, by partition. Asks the broker once a partition, and at least once.
    func lags() throws -> [TopicPartition: Int64] {
        _ = try admin.topics(timeout: .seconds(3))
        var lags: [TopicPartition: Int64] = [:]
        for (partition, next) in consumer.status.reading {
            do throws(KafkaError) {
                let end = try admin.watermarks(partition, timeout: .seconds(3)).high
                lags[partition] = max(0, end - next)
            } catch {
                // A topic that is gone: the consumer tells of it.
                guard !error.isRetriable else { throw error }
            }
        }
        return lags
    }

    /// Lets go of a session that was never started.
    func close() { producer.close(drainTimeout: .zero) }

    /// Finishes the batch, leaves the group, publishes what it can until the deadline (unless another instance does
    /// that, or the broker is gone), closes.
    package func stop(by deadline: ContinuousClock.Instant, publishes: Bool) {
        processor.stop()
        consumer.stop()
        let hasLeft = consumer.waitUntilStopped(timeout: ContinuousClock.now.duration(to: deadline))
        if !hasLeft { kit.logger.warning("the batch did not end in time: the consumer is left as it is") }
        while publishes, ContinuousClock.now < deadline, producer.fatalError == nil,
            !isRelayIdle.load(ordering: .relaxed),
            let backlog = try? kit.database.read({ try Journal.backlog(in: $0) }), backlog.entries > 0
        {
            relayWorker.wakeUp()
            WakeUp().wait(atMost: .milliseconds(20))
        }
        isGivingUp.store(true, ordering: .releasing)
        relayWorker.stop()
        _ = relayWorker.waitUntilEnded(.seconds(2))
        relay.release()
        producer.close(drainTimeout: .zero)
        kit.health.report(.loopEnded("consumer"))
        kit.health.report(.loopEnded("relay"))
        kit.health.report(.groupLeft)
    }
}

/// The processor is made before its consumer, and asks it to begin anew.
private final class WeakConsumer: Sendable {
    private let held = Mutex<KafkaConsumer?>(nil)

    var consumer: KafkaConsumer? { held.withLock { $0 } }
    func set(_ consumer: KafkaConsumer) { held.withLock { $0 = consumer } }
}
