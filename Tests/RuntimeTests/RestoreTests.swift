import Foundation
import Kafka
import Messages
import ProofPlay
import Store
import StorePostgres
import StoreSQLite
import TestKit
import Testing

/// A store restored from a backup under topics that went on: noticed, recovered, and gone on with.
@Suite(.serialized, .timeLimit(.minutes(4)))
struct `A restored backup` {
    @Test(arguments: Engine.allCases)
    func `is noticed at the start, and recovered to what would stand without the accident`(engine: Engine) async throws {
        let noida = try await NoidaProcess()
        try await makeProofTopics(on: noida.bootstrap)
        let stores = try await Stores(engine)
        var inputs = ProofInputs(seed: 31)
        let first = try ServiceProcess(.init(role: "bookings", store: stores.live, kafka: noida.bootstrap))
        try await first.reading()
        try await write(inputs.fresh(60), to: noida.bootstrap)
        try await settled(first, inputs.all.count)
        try await stop(first)
        try await stores.backUp()

        // The world goes on, then the accident.
        try first.start()
        try await first.reading()
        try await write(inputs.fresh(60), to: noida.bootstrap)
        let key = inputs.approvedKeys[inputs.approvedKeys.count - 1]
        try await settled(first, inputs.all.count)
        let cancelled = try await cancel(key, first)
        #expect(cancelled.status == 200)
        try await settled(first, inputs.all.count)
        try await stop(first)
        let whole = try await facts(stores.live)

        let restored = try ServiceProcess(.init(role: "bookings", store: stores.backup, kafka: noida.bootstrap))
        try await restored.child.says("the store is older than its own topic")
        let readiness = try await eventually("not ready") { () -> String? in
            let answer = try await restored.readiness()
            return answer.status == 503 && answer.body.contains("run recover") ? answer.body : nil
        }
        #expect(readiness.contains("isn't in the journal"))
        #expect(try await restored.status().reading.isEmpty, "it neither reads nor publishes")
        try await stop(restored)

        let list = try await ProofRun(["recover"], store: stores.backup, kafka: noida.bootstrap).ended()
        #expect(list.code == .exit(1))
        #expect(list.said.contains("events and 0 erasures stand on the own topics and not in the store"))
        #expect(try await facts(stores.backup) != whole, "without a reason nothing is taken over")
        let taken = try await ProofRun(
            ["recover"], store: stores.backup, kafka: noida.bootstrap, flags: ["--reason", "the disk was lost"]
        ).ended()
        #expect(taken.code == .exit(0), "\(taken.said)")
        #expect(try await facts(stores.backup) == whole)
        let nothing = try await ProofRun(["recover"], store: stores.backup, kafka: noida.bootstrap).ended()
        #expect(nothing.code == .exit(0) && nothing.said.contains("0 events"))

        try restored.start()
        try await restored.reading()
        let again = try await cancel(key, restored)
        #expect(again.status == 200 && again.body.contains("recovered"))
        let more = inputs.fresh(20)
        try await write(more, to: noida.bootstrap)
        try await settled(restored, inputs.all.count)
        let verified = try await restored.operate("POST", "/verify")
        #expect(verified.body.contains(#""differences":[]"#), "\(verified.body)")
        try await stop(restored)
        try await nothingIsDoubled(noida.bootstrap)
    }

    /// Each event stands once on its topic, and what caused one caused it once.
    private func nothingIsDoubled(_ bootstrap: String) async throws {
        let records = try await Kcat(bootstrap).records(of: "proof.bookings.v1")
        var seen: [String: String] = [:]
        var causes: [String: Set<String>] = [:]
        for record in records {
            let identity = try #require(record.header("ce_id"))
            #expect(seen[identity] == nil || seen[identity] == record.value, "\(identity) stands for two events")
            seen[identity] = record.value ?? ""
            causes[try #require(record.header("ce_cause")), default: []].insert(try #require(record.header("ce_time")))
        }
        #expect(causes.filter { $0.value.count > 1 }.isEmpty, "handled at two times")
    }

    private func cancel(_ key: String, _ service: ServiceProcess) async throws -> HTTPCall.Answer {
        try await service.ask(
            "POST", "/bookings/\(key)/cancel", body: "{}", headers: ["idempotency-key": "cancel-before-the-accident"])
    }

    private func stop(_ service: ServiceProcess) async throws {
        service.send(SIGTERM)
        #expect(try await service.child.exit(within: .seconds(40)) == .exit(0))
    }

    /// What the accident must not have changed: journal by identity and hash, seen, seats, timers, states.
    private func facts(_ store: String) async throws -> [String] {
        try await blocking {
            let database = try open(store)
            defer { database.close() }
            return try database.read { transaction in
                try [
                    "SELECT 'journal', topic, key, sequence, aggregate, version, sha256, cause, written_at FROM journal ORDER BY topic, key, sequence",
                    "SELECT 'seen', topic, key, next FROM seen ORDER BY topic, key",
                    "SELECT 'due', subject, kind, ordinal, due_at FROM due ORDER BY subject",
                    "SELECT 'aggregate', id, version, heads, state FROM aggregate ORDER BY id",
                    "SELECT 'room', room, used FROM proof_room ORDER BY room", "SELECT 'command', key FROM command",
                ].flatMap { sql in
                    try transaction.query(sql).map { $0.values.map { "\($0)" }.joined(separator: " ") }
                }
            }
        }
    }
}

private func open(_ url: String) throws -> any Database {
    guard url.hasPrefix("sqlite:") else { return try PostgresDatabase(url: url) }
    return try SQLiteDatabase(path: String(url.dropFirst(7)))
}

/// A store and the copy of it that a backup is.
private struct Stores: Sendable {
    let live: String
    let backup: String
    private let folder: TemporaryFolder

    init(_ engine: Engine) async throws {
        let folder = try TemporaryFolder()
        self.folder = folder
        switch engine {
        case .sqlite:
            live = "sqlite:\(folder.file("live.db").path)"
            backup = "sqlite:\(folder.file("backup.db").path)"
        case .postgres:
            live = try await blocking { try PostgresCluster.shared.get().createDatabase() }
            backup = live.replacingOccurrences(of: "@/", with: "@/backup_of_")
        }
    }

    /// With the service stopped.
    func backUp() async throws {
        let (live, backup) = (live, backup)
        try await blocking {
            if live.hasPrefix("sqlite:") {
                let manager = FileManager.default
                for ending in ["", "-wal"] where manager.fileExists(atPath: live.dropFirst(7) + ending) {
                    try manager.copyItem(atPath: live.dropFirst(7) + ending, toPath: backup.dropFirst(7) + ending)
                }
            } else {
                let liveName = live.components(separatedBy: "@/")[1].components(separatedBy: "?")[0]
                try PostgresCluster.shared.get().sql("CREATE DATABASE backup_of_\(liveName) TEMPLATE \(liveName)")
            }
        }
    }
}
