import Foundation
import ProofPlay
import TestKit
import Testing

/// What is away is waited for and told once; what comes back is gone on with.
@Suite(.serialized, .timeLimit(.minutes(3)))
struct `A service waits` {
    @Test func `for a broker that is absent at its start, says so once, and goes on when it comes`() async throws {
        let noida = try await NoidaProcess()
        try await noida.kill()
        let run = try ProofRun(kafka: noida.bootstrap)
        try await run.readiness(503, #""broker""#)
        try await run.child.says("kafka fails: ")
        let body = try await run.readiness(503, #""migrations":{"detail":"ok""#)
        #expect(body.contains(#""store":{"detail":"ok""#))
        try await noida.start()
        try await makeProofTopics(on: noida.bootstrap)
        try await run.readiness(200)
        #expect(run.child.errorLines.filter { $0.contains("kafka fails: ") }.count == 1)

        // Gone later: not ready, with a line, and well again.
        try await noida.stop()
        try await run.readiness(503, #""broker":{"detail":""#)
        try await noida.start()
        try await run.readiness(200, within: .seconds(60))
        try await run.stop()
    }

    @Test func `for the embedded broker's address file`() async throws {
        let run = try ProofRun()
        try await run.child.says("address file isn't there yet")
        try await run.stop()
    }

    @Test func `for PostgreSQL, and stops at once when asked to`() async throws {
        let cluster = try await blocking { try PostgresCluster() }
        let url = try await blocking { try cluster.createDatabase() }
        try await blocking { try cluster.stop() }
        let early = try ProofRun(store: url)
        try await early.child.says("store fails: ")
        let began = ContinuousClock.now
        try await early.stop()
        #expect(ContinuousClock.now - began < .seconds(10), "nothing was open that would take the stop's deadline")

        let run = try ProofRun(store: url)
        try await run.child.says("store fails: ")
        try await run.readiness(503, #""store":{"detail":""#)
        try await blocking { try cluster.start() }
        try await run.readiness(503, #""store":{"detail":"ok""#)
        // Gone while nothing is to be done: readiness says so all the same.
        try await blocking { try cluster.stopImmediately() }
        try await run.readiness(503, #""store":{"detail":""#)
        try await eventually("an unready store") {
            try await run.readiness(503).contains(#""store":{"detail":"ok""#) ? nil : true
        }
        try await blocking { try cluster.start() }
        try await run.readiness(503, #""store":{"detail":"ok""#)
        try await run.stop()
    }

    @Test func `for a topic that is missing or has other partitions than the catalogue says`() async throws {
        let noida = try await NoidaProcess()
        try await makeProofTopics(
            on: noida.bootstrap, partitions: ["proof.requests.v1": 3], without: ["proof.approvals.v1"])
        let run = try ProofRun(kafka: noida.bootstrap)
        try await run.child.says("topic proof.approvals.v1 isn't there: make it with `alp topics apply`")
        let body = try await run.readiness(503, "proof.requests.v1 has 3 partitions, the catalogue says 24")
        #expect(body.contains("proof.approvals.v1 isn't there"))
        try await makeProofTopics(on: noida.bootstrap, without: ["proof.requests.v1"])
        try await eventually("the missing topic found") {
            try await run.readiness(503).contains("proof.approvals.v1 isn't there") ? nil : true
        }
        try await run.stop()
    }

    @Test func `tokens are read again on SIGHUP, and a bad file changes nothing`() async throws {
        let folder = try TemporaryFolder()
        let (first, second) = (TestToken(), TestToken())
        let file = folder.file("tokens")
        try first.write(to: file, roles: ["operator"])
        let run = try ProofRun(flags: ["--tokens", file.path])
        try await eventually("the first token") {
            try await run.operate("GET", "/status", token: first).status == 200 ? true : nil
        }
        #expect(try await run.operate("GET", "/status", token: second).status == 401)
        try second.write(to: file, roles: ["operator"])
        run.child.send(SIGHUP)
        try await eventually("the second token") {
            try await run.operate("GET", "/status", token: second).status == 200 ? true : nil
        }
        #expect(try await run.operate("GET", "/status", token: first).status == 401)
        try Data("no tokens".utf8).write(to: file)
        run.child.send(SIGHUP)
        try await run.child.says("tokens not read again")
        #expect(try await run.operate("GET", "/status", token: second).status == 200)
        try await run.stop()
    }

    @Test func `a store that never answers doesn't keep it from ending`() async throws {
        let cluster = try await blocking { try PostgresCluster() }
        let url = try await blocking { try cluster.createDatabase() }
        let run = try ProofRun(store: url, flags: ["--stop-deadline", "1s"])
        try await run.readiness(503, #""migrations":{"detail":"ok""#)
        try cluster.freeze()
        defer { try? cluster.thaw() }
        // Until the chores, too, wait for an answer.
        try await outlast(.seconds(3))
        run.child.send(SIGTERM)
        let end = try await run.child.exit(within: .seconds(30))
        #expect(end == .exit(70), "\(run.child.errors)")
    }
}
