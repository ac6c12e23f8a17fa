import Foundation
import Messages
import Synchronization
package import TestKit

/// One scenario's world: a broker, a store for each of the two services, their instances, and what was written and
/// told.
package final class Stage: Sendable {
    package enum Broker: String, CaseIterable, Sendable {
        /// `alp-broker`: forgets at every stop.
        case embedded
        /// The second broker, which keeps its log, and forgets on demand.
        case second
    }

    package enum Store: String, CaseIterable, Sendable {
        case sqlite, postgres
    }

    package let broker: Broker
    package let store: Store
    package let embedded: BrokerProcess?
    package let second: NoidaProcess?
    package let bookings: [ServiceProcess]
    package let ledger: [ServiceProcess]
    package let commands = CommandLog()
    private let folder: TemporaryFolder
    private let feed: Mutex<ProofInputs>

    package static let capacity = 20

    /// Starts the broker and the instances: one of each service on SQLite, `instances` on PostgreSQL.
    ///
    /// - Parameters:
    ///   - postgres: the cluster for the databases; needed for that store alone.
    ///   - flags: for every instance.
    ///   - once: for the first run of the first instance of bookings, such as `--crash-at`.
    package init(
        _ store: Store, _ broker: Broker, postgres: PostgresCluster? = nil, instances: Int = 2, seed: UInt64,
        flags: [String] = [], once: [String] = []
    ) async throws {
        self.store = store
        self.broker = broker
        let folder = try TemporaryFolder()
        self.folder = folder
        feed = Mutex(ProofInputs(seed: seed))
        let kafka: String
        switch broker {
        case .embedded:
            let process = try await BrokerProcess(catalogue: PackageRoot.proofTopics)
            embedded = process
            second = nil
            kafka = "embedded:\(process.addressFile.path)"
        case .second:
            let process = try await NoidaProcess()
            embedded = nil
            second = process
            kafka = process.bootstrap
            let catalogue = try TopicCatalogue(contentsOf: PackageRoot.proofTopics)
            try await InputWriter.makeTopics(
                catalogue.topics.map { ($0.name, Int32($0.partitions)) }, on: process.bootstrap)
            // Killed before its first dump it would forget the topics too, and make others of one partition.
            try await eventually("a dump that has the topics") {
                let dump = try String(
                    contentsOf: process.dataFolder.appendingPathComponent("kafka.json"), encoding: .utf8)
                return catalogue.topics.allSatisfy { dump.contains("\"\($0.name)\"") } ? true : nil
            }
        }
        let count = store == .sqlite ? 1 : instances
        func group(_ role: String, once: [String]) async throws -> [ServiceProcess] {
            let url: String
            switch store {
            case .sqlite: url = "sqlite:\(folder.file("\(role).db").path)"
            case .postgres:
                guard let postgres else { throw KitError("a stage on PostgreSQL needs a cluster") }
                url = try await blocking { try postgres.createDatabase() }
            }
            let settings = ServiceProcess.Settings(role: role, store: url, kafka: kafka, flags: flags)
            return try (0..<count).map { try ServiceProcess(settings, once: $0 == 0 ? once : []) }
        }
        bookings = try await group("bookings", once: once)
        ledger = try await group("ledger", once: [])
    }

    package var services: [ServiceProcess] { bookings + ledger }

    /// Of the present run.
    package var bootstrap: String { embedded?.bootstrap ?? second?.bootstrap ?? "" }

    /// Waits until every instance is ready, and between them all partitions are read.
    package func reading(
        within limit: Duration = .seconds(60), beforeEach: () async throws -> Void = {}
    ) async throws {
        for instances in [bookings, ledger] {
            try await eventually(within: limit, every: .milliseconds(50), "\(instances[0].role) ready") {
                try await beforeEach()
                for instance in instances {
                    let answer = try await instance.readiness()
                    guard answer.status == 200 else { throw KitError(answer.body) }
                }
                return true
            }
            try await allRead(instances, within: limit, beforeEach: beforeEach)
        }
    }

    private func allRead(
        _ instances: [ServiceProcess], within limit: Duration, beforeEach: () async throws -> Void
    ) async throws {
        let partitions = (broker == .embedded ? 6 : 24) * (instances.first?.role == "bookings" ? 2 : 1)
        try await eventually(within: limit, every: .milliseconds(50), "every partition read") {
            try await beforeEach()
            var read: Set<String> = []
            for instance in instances { read.formUnion(try await instance.status().reading.keys) }
            guard read.count == partitions else { throw KitError("\(read.count) of \(partitions) are read") }
            return true
        }
    }

    // MARK: Inputs

    package var inputs: [ProofInput] { feed.withLock(\.all) }

    /// Draws inputs and writes them.
    @discardableResult
    package func write(_ draw: @Sendable (inout ProofInputs) -> [ProofInput]) async throws -> [ProofInput] {
        let records = feed.withLock { draw(&$0) }
        try await InputWriter.write(records, to: bootstrap)
        return records
    }

    @discardableResult
    package func writeFresh(_ count: Int) async throws -> [ProofInput] { try await write { $0.fresh(count) } }

    /// All inputs again, as their writer would after the broker lost its log.
    package func writeAllAgain() async throws { try await InputWriter.write(inputs, to: bootstrap) }

    // MARK: Commands

    /// Cancels a booking through any instance, with the same idempotency key until one answers. Answers nil where
    /// none did within the limit: then it may have happened or not.
    @discardableResult
    package func cancel(_ key: String, within limit: Duration = .seconds(20)) async throws -> CommandLog.Told? {
        let idempotencyKey = commands.begin(on: key)
        var turn = 0
        return try? await eventually(within: limit, every: .milliseconds(100), "an answer to a command") {
            turn += 1
            let answer = try await bookings[turn % bookings.count].ask(
                "POST", "/bookings/\(key)/cancel", body: "{}", headers: ["idempotency-key": idempotencyKey])
            guard answer.status == 200 else { throw KitError("\(answer.status) \(answer.body)") }
            return try commands.told(idempotencyKey, answer)
        }
    }

    // MARK: Outcome

    /// What is on the topics now, judged against what was written.
    package func findings(unhandled: Set<ProofInput.Identity> = []) async throws -> Checker.Findings {
        let kcat = Kcat(bootstrap)
        // In this order: a line of the ledger comes after what it is about.
        let lines = try await kcat.records(of: ProofTopics.ledger)
        let booked = try await kcat.records(of: ProofTopics.bookings)
        return Checker(
            inputs: inputs, unhandled: unhandled, commands: commands.all, capacity: Self.capacity
        ).judge(bookings: booked, ledger: lines)
    }

    /// Waits until all that must come has come; throws with what is missing or wrong. What is wrong in two looks at a
    /// complete outcome is wrong.
    @discardableResult
    package func complete(
        within limit: Duration = .seconds(60), unhandled: Set<ProofInput.Identity> = [],
        beforeEach: () async throws -> Void = {}
    ) async throws -> Checker.Findings {
        var last: Checker.Findings?
        var wasWrong = false
        do {
            let findings = try await eventually(within: limit, every: .milliseconds(300), "a complete outcome") {
                try await beforeEach()
                let findings = try await self.findings(unhandled: unhandled)
                last = findings
                guard findings.missing.isEmpty else { return nil as Checker.Findings? }
                if findings.wrong.isEmpty || wasWrong { return findings }
                wasWrong = true
                return nil
            }
            guard findings.wrong.isEmpty else { throw KitError("\(findings)") }
            return findings
        } catch {
            throw KitError("\(error)\n\(last.map(\.description) ?? "")\n\(logs())")
        }
    }

    /// Folds every service's journal and compares it with its tables.
    package func verified() async throws {
        for service in [bookings[0], ledger[0]] {
            let answer = try await service.operate("POST", "/verify")
            guard answer.status == 200, answer.body.contains(#""differences":[]"#) else {
                throw KitError("\(service.role): the journal isn't what the tables say: \(answer.body)")
            }
        }
    }

    /// The last lines of every instance, for a failing test.
    package func logs(_ lines: Int = 12) -> String {
        services.map { service in
            "-- \(service.role) \(service.child.pid) \(service.child.ended.map { "\($0)" } ?? "runs")\n"
                + service.log.split(separator: "\n").suffix(lines).joined(separator: "\n")
        }.joined(separator: "\n")
    }
}
