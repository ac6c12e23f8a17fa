import Foundation
import Kafka
import Messages
import Store
import Vocabulary

/// `recover [--reason TEXT]`: lists what only the own topics have, and with a reason takes it over. Other
/// instances are stopped first; the store's lock sees to that on SQLite, an operator on PostgreSQL.
struct RecoverCommand<Definition: ServiceDefinition> {
    static var reason: ConfigurationOption {
        ConfigurationOption("reason", .text, help: "recover: why, for the record. Nothing is changed without it.")
    }

    private let kit: RuntimeKit<Definition>
    private let configuration: ServiceConfiguration

    init(_ kit: RuntimeKit<Definition>, configuration: ServiceConfiguration) {
        self.kit = kit
        self.configuration = configuration
    }

    /// Exit 0: nothing is missing, or all was taken over; 1: something is missing and no reason was given, or it
    /// couldn't be taken over, and then nothing was; 78: another service's store, another cluster, or an instance that
    /// runs.
    func run() throws -> Int32 {
        guard let address = KafkaAddress(configuration.kafka) else {
            throw RuntimeFailure(.configuration, "the broker's address file isn't there: start alp-broker")
        }
        guard address.run == nil else {
            throw RuntimeFailure(
                .configuration, "the embedded broker forgets at every stop: there is nothing to recover from")
        }
        let recovery = Recovery(step: kit.step)
        let plan = try recovery.plan(try tail(address.bootstrap))
        print(
            "\(plan.events.count) events and \(plan.erasures.count) erasures stand on the own topics and not in the store"
        )
        for event in plan.events.prefix(20) {
            print("  \(event.mark.topic)[\(event.mark.partition)] offset \(event.mark.offset): \(event.envelope.id)")
        }
        for problem in plan.problems { print("  \(problem)") }
        guard plan.problems.isEmpty else {
            print("store and topics have parted: restore a newer backup (docs/operations.md)")
            return 1
        }
        guard !plan.events.isEmpty || !plan.erasures.isEmpty else { return 0 }
        guard let reason = configuration.values.text("reason"), (3...500).contains(reason.count) else {
            print("give --reason TEXT (3 to 500 characters) to take them over; stop all other instances first")
            return 1
        }
        return try takeOver(plan, recovery, reason)
    }

    private func takeOver(_ plan: RecoveryPlan, _ recovery: Recovery<Definition>, _ reason: String) throws -> Int32 {
        try holdRelay()
        defer {
            _ = try? kit.database.transaction { try Leases.release("relay", owner: kit.identity.instance, in: $0) }
        }
        let report = try recovery.run(plan, actor: "command line", reason: reason, at: kit.clock.now)
        for problem in report.problems { print("  \(problem)") }
        guard report.problems.isEmpty else {
            print("nothing was taken over")
            return 1
        }
        print("\(report.imported) events of \(report.aggregates) aggregates and \(report.erased) erasures taken over")
        return 0
    }

    /// An instance that runs publishes, and holds the lease for it.
    private func holdRelay() throws {
        let isOurs = try kit.database.transaction {
            try Leases.take(
                "relay", owner: kit.identity.instance, now: ServiceClock.system.now.milliseconds,
                term: JournalRelay.leaseTerm, in: $0)
        }
        guard isOurs else {
            throw RuntimeFailure(
                .configuration,
                "another instance works on this store, or did \(JournalRelay.leaseTerm / 1000) s ago: stop all, then recover"
            )
        }
    }

    private func tail(_ bootstrap: String) throws -> [ConsumedRecord] {
        let admin = try KafkaAdmin(bootstrap: bootstrap, properties: kit.properties, logger: kit.logger)
        let properties = kit.properties
        let logger = kit.logger
        let reader = try PartitionReader(bootstrap: bootstrap, properties: properties, logger: logger)
        let look = BrokerLook(admin: admin) {
            try PartitionReader(bootstrap: bootstrap, properties: properties, logger: logger)
        }
        let standing = try admin.topics(timeout: .seconds(10))
        if let cluster = admin.clusterID(timeout: .seconds(5)) {
            try StoreIdentity.check(cluster: cluster, kit.database)
        }
        let own = standing.filter { kit.outputs.contains($0.name) }.flatMap(\.all)
        let comparison = StartComparison(database: kit.database, identity: kit.identity)
        var records: [ConsumedRecord] = []
        try reader.read(try comparison.ranges(own, look: look), timeout: .seconds(15)) { records.append($0) }
        return records
    }
}
