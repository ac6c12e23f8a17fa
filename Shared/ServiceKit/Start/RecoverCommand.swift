import Foundation
import Kafka
import Messages
import Store

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

    /// Exit 0: nothing is missing, or all was taken over; 1: something is missing and no reason was given, or couldn't be
    /// taken over.
    func run() throws -> Int32 {
        guard let address = KafkaAddress(configuration.kafka) else {
            throw RuntimeFailure(.configuration, "the broker's address file isn't there: start alp-broker")
        }
        guard address.run == nil else {
            throw RuntimeFailure(
                .configuration, "the embedded broker forgets at every stop: there is nothing to recover from")
        }
        let records = try tail(address.bootstrap)
        let recovery = Recovery(step: kit.step)
        let missing = try recovery.missing(records)
        print("\(missing.count) events stand on the own topics and not in the store")
        for (record, consumed) in missing.prefix(20) {
            print("  \(consumed.partition) offset \(consumed.offset): \(record.envelope.id)")
        }
        guard !missing.isEmpty else { return 0 }
        guard let reason = configuration.values.text("reason"), reason.count >= 3 else {
            print("give --reason TEXT to take them over; stop all other instances first")
            return 1
        }
        let report = try recovery.run(
            records, actor: "command line", reason: reason, at: kit.clock.now)
        print("\(report.imported) events of \(report.aggregates.count) aggregates taken over")
        for problem in report.problems { print("  not taken over: \(problem)") }
        return report.problems.isEmpty ? 0 : 1
    }

    private func tail(_ bootstrap: String) throws -> [ConsumedRecord] {
        let admin = try KafkaAdmin(bootstrap: bootstrap, properties: kit.properties, logger: kit.logger)
        let properties = kit.properties
        let logger = kit.logger
        let reader = try PartitionReader(bootstrap: bootstrap, properties: properties, logger: logger)
        let look = BrokerLook(admin: admin) {
            try PartitionReader(bootstrap: bootstrap, properties: properties, logger: logger)
        }
        let own = try admin.topics(timeout: .seconds(10)).filter { kit.outputs.contains($0.name) }.flatMap(\.all)
        let comparison = StartComparison(database: kit.database, identity: kit.identity)
        var records: [ConsumedRecord] = []
        try reader.read(try comparison.ranges(own, look: look), timeout: .seconds(15)) { records.append($0) }
        return records
    }
}
