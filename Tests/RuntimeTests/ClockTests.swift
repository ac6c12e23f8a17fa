import Foundation
import Kafka
import Messages
import ServiceKit
import Store
import StoreSQLite
import TestKit
import Testing
import Vocabulary

/// A clock that steps back, and one that is set by hand.
@Suite(.timeLimit(.minutes(1)))
struct ClockTests {
    @Test(arguments: Engine.allCases)
    func `that steps back leaves order, journal and timers right`(engine: Engine) throws {
        let store = try LeafStore(engine)
        defer { store.close() }
        let late = LeafDefinition.wake.milliseconds
        try store.take("k1", 1, "one set", at: late - 1)
        // An hour back.
        try store.take("k1", 2, "two", at: late - 3_600_000)
        try store.fireTimers(at: late - 3_600_000)
        let key = KeyOfTopic(topic: LeafDefinition.alpha, key: "k1")
        let early = try store.step.database.read { transaction in
            try (1...3).map { try Journal.entry(key, $0, in: transaction)?.version }
        }
        #expect(early == [1, 2, 3], "the fold goes by version, never by time")
        #expect(try store.step.verify().differences == [])
        try store.fireTimers(at: late)
        try store.fireTimers(at: late)
        let fourth = try store.step.database.read {
            (try Journal.entry(key, 4, in: $0), try Journal.entry(key, 5, in: $0))
        }
        #expect(fourth.0?.cause == "timer:wake/1/k1")
        #expect(fourth.1 == nil, "once")
    }

    @Test func `that was set back lets a lease be taken that was to end long after`() throws {
        let store = try LeafStore(.sqlite)
        defer { store.close() }
        func take(_ owner: String, _ now: Int64) throws -> Bool {
            try store.step.database.transaction {
                try Leases.take("relay", owner: owner, now: now, term: 10_000, in: $0)
            }
        }
        #expect(try take("a", 10_000_000))
        #expect(try !take("b", 10_005_000), "it is held")
        #expect(try !take("b", 9_995_000), "clocks differ by seconds")
        #expect(try take("b", 6_400_000), "an hour back: nobody holds a lease for an hour")
        #expect(try !take("a", 6_401_000))
        #expect(try take("a", 6_411_000))
    }

    @Test func `that is virtual runs on from where it was set, forward and back`() {
        let machine = Moving()
        let clock = VirtualClock(machine: ServiceClock { machine.now })
        #expect(clock.now == machine.now)
        clock.set(Instant(milliseconds: 9_000_000))
        machine.step(5)
        #expect(clock.now.milliseconds == 9_000_005)
        clock.set(Instant(milliseconds: 1000))
        machine.step(5)
        #expect(clock.asServiceClock.now.milliseconds == 1005)
    }

    @Test func `that is virtual is set through the operator listener, and timers fire`() async throws {
        let broker = try await BrokerProcess(catalogue: PackageRoot.proofTopics)
        let folder = try TemporaryFolder()
        let token = TestToken()
        try token.write(to: folder.file("tokens"), roles: ["operator", "pilot"])
        let run = try ProofRun(
            kafka: "embedded:\(broker.addressFile.path)",
            flags: ["--clock", "virtual", "--tokens", folder.file("tokens").path])
        try await run.readiness(200)
        let key = "patient"
        let day = 86_400_000
        try await Kcat(broker.bootstrap).produce(
            to: "proof.requests.v1", key: key, value: Data(#"{"room":"room-1","seats":1,"patience":\#(day)}"#.utf8),
            headers: [
                ("ce_specversion", "1.0"), ("ce_id", "proof.requests.v1/\(key)/1"), ("ce_type", "request.made.v1"),
                ("ce_source", "urn:alp:dev:outside"), ("ce_subject", key), ("ce_time", "2026-05-01T00:00:00.000Z"),
                ("ce_sequence", "1"), ("ce_cause", "outside"), ("content-type", "application/json"),
            ])
        func phase() async throws -> String {
            let answer = try await run.ask("GET", "/bookings/\(key)", token: token)
            guard answer.status == 200 else { throw KitError("\(answer.status) \(run.child.summary)") }
            return answer.body
        }
        try await eventually("the request handled") { try await phase().contains("waiting") ? true : nil }
        let body = #"{"now": "2090-01-01T00:00:00Z", "reason": "a year is played"}"#
        #expect(try await run.operate("POST", "/clock", body: body).status == 401)
        #expect(try await run.operate("POST", "/clock", token: token, body: body).status == 200)
        try await eventually("the timer fired") { try await phase().contains("lapsed") ? true : nil }
        // The token is of the machine's time: who went ahead can come back.
        let back = #"{"now": "2020-01-01T00:00:00Z", "reason": "back again"}"#
        #expect(try await run.operate("POST", "/clock", token: token, body: back).status == 200)
        #expect(try await run.operate("GET", "/clock", token: token).body.contains("2020-01-01T00:0"))
        try await run.stop()

        let system = try ProofRun(flags: ["--tokens", folder.file("tokens").path])
        try await eventually("404 where the clock is the machine's") {
            try await system.operate("GET", "/clock", token: token).status == 404 ? true : nil
        }
        #expect(try await system.operate("POST", "/clock", token: token, body: body).status == 404)
        try await system.stop()
    }
}

/// A machine's clock, moved by hand.
private final class Moving: @unchecked Sendable {
    // Unchecked: one test's thread alone touches it.
    private(set) var now = Instant(milliseconds: 1_000_000)
    func step(_ milliseconds: Int64) { now = now + .milliseconds(milliseconds) }
}
