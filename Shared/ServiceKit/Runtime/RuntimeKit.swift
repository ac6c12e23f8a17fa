import Kafka
import Logging
import Messages
import Metrics
import Store
import Synchronization

/// What the runtime's parts share: made once the store is open, and the same until the process ends.
final class RuntimeKit<Definition: ServiceDefinition>: Sendable {
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
    let relayPublished = MetricName.relayPublished.counter()
    let relayFailures = MetricName.relayFailures.counter()
    private let failure = Mutex<RuntimeFailure?>(nil)
    private let onFailure: @Sendable (RuntimeFailure) -> Void

    init(
        step: Step<Definition>, catalogue: TopicCatalogue, inputs: [String], properties: KafkaProperties,
        batchLimit: Int, clock: ServiceClock, virtualClock: VirtualClock? = nil,
        health: HealthMonitor, logger: Logger,
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
