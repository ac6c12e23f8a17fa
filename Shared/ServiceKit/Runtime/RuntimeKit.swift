package import Kafka
package import Logging
package import Messages
import Metrics
package import Store
import Synchronization

/// What the runtime's parts share: made once the store is open, and the same until the process ends.
package final class RuntimeKit<Definition: ServiceDefinition>: Sendable {
    let step: Step<Definition>
    let catalogue: TopicCatalogue
    let inputs: [String]
    /// Topics that this service writes, by the catalogue.
    let outputs: [String]
    let properties: KafkaProperties
    let batchLimit: Int
    let clock: ServiceClock
    /// The same, where it can be set.
    let virtualClock: VirtualClock?
    let health: HealthMonitor
    let failures: FailureReporter
    let logger: Logger
    /// Told after each commit.
    let committed = CommitSignal()
    let relayPublished = MetricName.relayPublished.counter()
    let relayFailures = MetricName.relayFailures.counter()
    /// Told of each entry that a broker acknowledged, on the producer's thread: for a bench.
    let onPublished: (@Sendable (JournalEntry) -> Void)?
    private let failure = Mutex<RuntimeFailure?>(nil)
    private let onFailure: @Sendable (RuntimeFailure) -> Void

    package init(
        step: Step<Definition>, catalogue: TopicCatalogue, inputs: [String], properties: KafkaProperties,
        batchLimit: Int, clock: ServiceClock, virtualClock: VirtualClock? = nil,
        health: HealthMonitor, logger: Logger, onPublished: (@Sendable (JournalEntry) -> Void)? = nil,
        onFailure: @escaping @Sendable (RuntimeFailure) -> Void
    ) {
        self.step = step
        self.catalogue = catalogue
        self.inputs = inputs
        outputs = catalogue.written(by: step.identity.source.service).map(\.name)
        self.properties = properties
        self.batchLimit = batchLimit
        self.clock = clock
        self.virtualClock = virtualClock
        self.health = health
        self.logger = logger
        self.onPublished = onPublished
        self.onFailure = onFailure
        failures = FailureReporter(logger: logger)
    }

    var database: any Database { step.database }
    var identity: ServiceIdentity { step.identity }
    var crash: CrashPoints { step.crash }

    /// The service can't go on: it stops, and its exit code says why. The first reason counts.
    func fail(_ reason: RuntimeFailure) {
        let isFirst = failure.withLock { failure in
            defer { failure = failure ?? reason }
            return failure == nil
        }
        if isFirst { onFailure(reason) }
    }

    var reasonToStop: RuntimeFailure? { failure.withLock { $0 } }
}
