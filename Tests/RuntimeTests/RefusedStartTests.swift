import Foundation
import Store
import StoreSQLite
import TestKit
import Testing

/// A start that can't be good ends at once, with one line that says what to do, and the exit code that `ServiceMain`
/// names.
@Suite(.serialized, .timeLimit(.minutes(2)))
struct `A start is refused` {
    private func expect(
        _ run: ProofRun, _ code: Int32, _ words: String..., sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let (end, said) = try await run.ended()
        #expect(end == .exit(code), "\(said)", sourceLocation: sourceLocation)
        let lines = said.split(separator: "\n")
        #expect(
            lines.contains { line in words.allSatisfy { line.contains($0) } }, "\(words) in one line of: \(said)",
            sourceLocation: sourceLocation)
    }

    @Test func `for what was mistyped, with the nearest name`() async throws {
        try await expect(try ProofRun(flags: ["--bacth-limit", "10"]), 64, "--bacth-limit", "--batch-limit")
        try await expect(
            try ProofRun(flags: ["-X", "fetch.wait.max.mss=10"]), 64, "fetch.wait.max.mss", "fetch.wait.max.ms")
        try await expect(try ProofRun(["recoverr"]), 64, "recoverr", "recover")
        try await expect(
            try ProofRun(environment: ["ALP_BACTH_LIMIT": "10"]), 64, "ALP_BACTH_LIMIT", "ALP_BATCH_LIMIT")
        try await expect(try ProofRun(flags: ["-X", "fetch.wait.max.ms=soon"]), 64, "fetch.wait.max.ms", "soon")
    }

    @Test func `for a store that no URL names`() async throws {
        try await expect(try ProofRun(store: "mysql://x/y"), 64, "--store", "sqlite:PATH")
        try await expect(try ProofRun(store: "postgres://alp@:99999/x"), 64, "--store")
    }

    @Test func `for a secret on the command line, which it never repeats`() async throws {
        let run = try ProofRun(store: "postgres://alp:hunter2@db.example/x")
        try await expect(run, 64, "--store", "command line", "ALP_STORE")
        #expect(!run.child.errors.contains("hunter2"))
        let password = try ProofRun(flags: ["-X", "sasl.password=hunter2"])
        try await expect(password, 64, "sasl.password", "@FILE")
        #expect(!password.child.errors.contains("hunter2"))
    }

    @Test func `for tokens that every user can read`() async throws {
        let folder = try TemporaryFolder()
        try TestToken().write(to: folder.file("tokens"), roles: ["operator"])
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: folder.file("tokens").path)
        try await expect(
            try ProofRun(flags: ["--tokens", folder.file("tokens").path]), 64, folder.file("tokens").path, "600")
    }

    @Test func `for a port that is in use`() async throws {
        let first = try ProofRun()
        let address = try await eventually("the first one's address") {
            try JSONDecoder().decode(
                [String: String].self, from: Data(contentsOf: first.folder.file("address")))["business"]
        }
        try await expect(try ProofRun(flags: ["--listen", address]), 71, address, "in use")
        try await expect(try ProofRun(flags: ["--operator-listen", address]), 71, address, "in use")
        try await first.stop()
    }

    @Test func `for an address file that can't be written`() async throws {
        let folder = try TemporaryFolder()
        let file = folder.file("address")
        try FileManager.default.createDirectory(at: file, withIntermediateDirectories: false)
        try await expect(try ProofRun(in: folder), 71, "--address-file", file.path, "can't be written")
    }

    @Test func `for a virtual clock or a crash point outside development`() async throws {
        try await expect(try ProofRun(flags: ["--clock", "virtual", "--environment", "prod"]), 64, "--clock", "dev")
        try await expect(
            try ProofRun(flags: ["--crash-at", "decided:1", "--environment", "prod"]), 64, "--crash-at", "dev")
    }

    @Test func `for a catalogue that isn't there`() async throws {
        try await expect(try ProofRun(topics: URL(fileURLWithPath: "/nowhere/topics.json")), 64, "/nowhere/topics.json")
    }

    @Test func `for a file that is corrupt, or no database`() async throws {
        let folder = try TemporaryFolder()
        try folder.write(String(repeating: "this is no database ", count: 500), to: "store.db")
        try await expect(try ProofRun(in: folder), 65, "store.db", "not an SQLite database")
    }

    @Test func `for a file of a newer program`() async throws {
        let folder = try TemporaryFolder()
        let database = try SQLiteDatabase(path: folder.file("store.db").path)
        try Migrations.heart.migrate(database)
        try database.transaction {
            try $0.execute("INSERT INTO schema_migration (name) VALUES ($1)", [.text("proof/999-later")])
        }
        database.close()
        try await expect(try ProofRun(in: folder), 65, "proof/999-later", "newer program")
    }

    @Test func `for a folder that can't be written, or isn't there`() async throws {
        try await expect(try ProofRun(store: "sqlite:/proc/nowhere/store.db"), 78, "/proc/nowhere")
        let folder = try TemporaryFolder()
        try await expect(
            try ProofRun(store: "sqlite:\(folder.file("missing/store.db").path)"), 78, "missing/store.db")
    }

    @Test func `for another service's or another environment's store`() async throws {
        let folder = try TemporaryFolder()
        let first = try ProofRun(in: folder)
        try await first.readiness(503, #""migrations":{"detail":"ok""#)
        try await expect(
            try ProofRun(store: "sqlite:\(folder.file("store.db").path)"), 78, "store.db.lock is held by process",
            "PostgreSQL for several")
        try await first.stop()
        try FileManager.default.removeItem(at: folder.file("address"))
        try await expect(try ProofRun(role: "ledger", in: folder), 78, "service bookings", "ledger in dev")
        try await expect(
            try ProofRun(flags: ["--environment", "prod"], in: folder), 78, "environment dev", "bookings in prod")
        try await expect(try ProofRun(["verify"], role: "ledger", in: folder), 78, "service bookings")
    }

    @Test func `for a wrong password`() async throws {
        let cluster = try PostgresCluster.shared.get()
        let url = try cluster.createDatabase()
        let name = String(url.split(separator: "/").last?.split(separator: "?").first ?? "")
        let run = try ProofRun(
            store: cluster.tcpURL(database: name), environment: ["PGPASSWORD": "wrong-one"])
        try await expect(run, 78, "password")
        #expect(!run.child.errors.contains("wrong-one"))
    }
}
