import Foundation
import Kafka
import Logging
import Messages
import Metrics
import Pages
import ServiceLifecycle
import Store
import Synchronization
import UnixSignals
import Vocabulary

/// Puts a service's parts together from its configuration and plan. Opens the store (an SQLite file is locked here);
/// nothing runs yet.
final class Assembly<Definition: ServiceDefinition>: Sendable {
    let kit: RuntimeKit<Definition>
    let tokens: TokenFile
    private let configuration: ServiceConfiguration
    private let plan: ServicePlan<Definition>
    private let keeper: KafkaKeeper<Definition>
    private let registry: PrometheusRegistry
    private let endings: AsyncStream<RuntimeFailure>
    private let bound: BoundAddresses

    init(_ configuration: ServiceConfiguration, plan: ServicePlan<Definition>) throws {
        self.configuration = configuration
        self.plan = plan
        let sink = DescriptorSink()
        let virtualClock = configuration.isClockVirtual ? VirtualClock() : nil
        if let start = configuration.clockStart { virtualClock?.set(start) }
        let clock = virtualClock?.asServiceClock ?? ServiceClock.system
        LoggingSystem.bootstrap { label in
            LineLogHandler(
                service: configuration.service, label: label, level: configuration.logLevel,
                format: configuration.logFormat, sink: sink, now: { ServiceClock.system.now })
        }
        registry = PrometheusRegistry()
        MetricsSystem.bootstrap(registry)
        ProcessMetrics.register(in: registry, startedAt: ServiceClock.system.now, sink: sink)
        let logger = Logger(label: configuration.service)
        let isDevelopment = configuration.environment == ServiceConfiguration.development
        guard let crash = CrashOption.points(configuration.values.text("crash-at")) else {
            throw ConfigurationError("--crash-at is POINT:N")
        }
        if configuration.values.text("crash-at") != nil, !isDevelopment {
            throw ConfigurationError("--crash-at: in environment dev alone")
        }
        tokens = try configuration.tokensFile.map { try TokenFile(path: $0) } ?? TokenFile(try TokenSet(entries: []))
        var properties = KafkaProperties()
        for (name, value) in configuration.kafkaProperties {
            try properties.set(name, to: value, allowInsecure: isDevelopment)
        }
        let source = EventSource(environment: configuration.environment, service: configuration.service)
        var instance = SystemRandomNumberGenerator()
        let identity = ServiceIdentity(
            source: source, program: plan.program,
            instance: "\(configuration.service)-\(String(instance.next() & 0xFFFF_FFFF, radix: 16))",
            writers: Dictionary(plan.catalogue.topics.map { ($0.name, $0.writer) }, uniquingKeysWith: { $1 }))
        let url: StoreURL
        do {
            url = try StoreURL(configuration.store.revealed)
        } catch {
            throw ConfigurationError("--store (or ALP_STORE): \(error.detail)")
        }
        let database = try OpenDatabase.open(url, allowsInsecure: isDevelopment)
        let (endings, ending) = AsyncStream.makeStream(of: RuntimeFailure.self)
        self.endings = endings
        kit = RuntimeKit(
            step: Step(definition: plan.definition, database: database, identity: identity, crash: crash),
            catalogue: plan.catalogue, inputs: plan.inputs, properties: properties,
            batchLimit: configuration.batchLimit, clock: clock, virtualClock: virtualClock,
            health: HealthMonitor(HealthState(joinsGroup: !plan.inputs.isEmpty), logger: logger), logger: logger,
            onFailure: { ending.yield($0) })
        kit.health.register(in: registry)
        keeper = KafkaKeeper(kit, kafka: configuration.kafka)
        bound = BoundAddresses(file: configuration.addressFile, logger: logger, fail: kit.fail)
        MetricName.buildInfo.gauge(configuration.service, configuration.environment, plan.program).record(1)
    }

    /// Stopped in reverse: first no new commands, then reading and publishing, last the operator's view.
    func group() throws -> ServiceGroup {
        let (kit, keeper, bound) = (kit, keeper, bound)
        let runtime = ServiceRuntime(
            kit, keeper: keeper, migrations: Migrations.heart + plan.definition.migrations,
            stopDeadline: configuration.stopDeadline, endings: endings)
        var operatorFace = HTTPFaceConfiguration(
            name: "operator",
            address: ListenAddress(host: configuration.operatorListen.host, port: configuration.operatorListen.port))
        operatorFace.problem = Self.problem
        var businessFace = HTTPFaceConfiguration(
            name: "business",
            address: ListenAddress(host: configuration.listen.host, port: configuration.listen.port))
        businessFace.problem = Self.problem
        businessFace.language = .french
        let desk = CommandDesk(
            step: kit.step, clock: kit.clock, canTakeCommands: { runtime.canTakeCommands },
            onCommit: {
                keeper.session?.wakeRelay()
                kit.committed.signal()
            })
        runtime.set(plan.duties.map { DutyRun($0, desk: desk, kit: kit) })
        let pool = BlockingPool(threads: 8, queue: 256)
        let health = kit.health
        var routes = plan.routes(desk)
        routes.addHealth(isLive: { health.liveness().isOK }, isReady: { health.readiness().isOK })
        let faces: [any Service] = [
            try OperatorFace(
                operatorFace, allowsOtherAddresses: configuration.values.flag("operator-anywhere"),
                actions: OperatorDesk(kit, keeper: keeper, registry: registry), tokens: tokens,
                logger: kit.logger, now: { ServiceClock.system.now }, onBound: { bound.bound("operator", $0) }),
            runtime,
            HTTPFace(
                businessFace, routes: routes, tokens: tokens, pool: pool, logger: kit.logger,
                now: { ServiceClock.system.now }, onBound: { bound.bound("business", $0) }),
        ]
        var group = ServiceGroupConfiguration(
            services: faces.map {
                .init(
                    service: $0, successTerminationBehavior: .gracefullyShutdownGroup,
                    failureTerminationBehavior: .gracefullyShutdownGroup)
            }, gracefulShutdownSignals: [.sigterm, .sigint], logger: Logger(label: "lifecycle"))
        group.maximumGracefulShutdownDuration = configuration.stopDeadline + .seconds(10)
        return ServiceGroup(configuration: group)
    }

    /// A store that is away is a 503, never a 500.
    @Sendable private static func problem(_ error: any Error) -> Problem? {
        guard let error = error as? StoreError, error.isRetriable else { return nil }
        return .unavailable(.storeAway, retryAfter: .seconds(2))
    }

    private func prepareStore() throws {
        try StoreIdentity.checkBeforeMigrating(kit.identity.source, kit.database)
        try (Migrations.heart + plan.definition.migrations).migrate(kit.database)
        try StoreIdentity.check(kit.identity.source, kit.database)
    }

    /// `verify`: exit 0 when nothing differs, 1 when something does.
    func verify() throws -> Int32 {
        try prepareStore()
        let report = try kit.step.verify()
        print("\(report.aggregates) aggregates, \(report.journalRows) journal rows, \(report.erasedRows) erased")
        for difference in report.differences { print("\(difference.aggregate): \(difference.what)") }
        print(report.differences.isEmpty ? "the journal's fold is what the tables say" : "they differ")
        return report.differences.isEmpty ? 0 : 1
    }

    func recover() throws -> Int32 {
        try prepareStore()
        return try RecoverCommand(kit, configuration: configuration).run()
    }
}
