import Foundation
import ProofPlay
import TestKit
import Testing

@Suite(.timeLimit(.minutes(3)))
struct `Outages` {
    @Test func `of a broker that answers with errors or cuts connections lose nothing`() async throws {
        try await together(.sqliteEmbedded, .postgresEmbedded) { pair in
            let stage = try await pair.stage(seed: 31)
            let broker = try #require(stage.embedded)
            try await stage.reading()
            try await stage.writeFresh(150)
            try await broker.inject("produce", "NOT_ENOUGH_REPLICAS", count: 3)
            try await broker.inject("produce", "_TRANSPORT", count: 2)
            try await broker.inject("fetch", "_TRANSPORT", count: 3)
            try await broker.inject("fetch", "NOT_LEADER_FOR_PARTITION", count: 2)
            try await broker.inject("commit", "COORDINATOR_NOT_AVAILABLE", count: 3)
            try await stage.writeFresh(150)
            try await stage.complete()
            try await broker.down()
            let told = try await stage.cancel(stage.inputs[0].identity.key)
            #expect(told != nil, "a command needs no broker")
            try await broker.up()
            try await broker.inject("heartbeat", "UNKNOWN_MEMBER_ID", count: 2)
            try await stage.writeFresh(100)
            try await stage.complete()
            try await stage.verified()
        }
    }

    @Test func `of PostgreSQL are waited for, and what was asked meanwhile is done after them`() async throws {
        let cluster = try await blocking { try PostgresCluster() }
        let embedded = try await Pair.postgresEmbedded.stage(seed: 32, postgres: cluster)
        let second = try await Pair.postgresSecond.stage(seed: 33, postgres: cluster)
        for stage in [embedded, second] {
            try await stage.reading()
            try await stage.writeFresh(200)
        }
        try await blocking { try cluster.stop() }
        for stage in [embedded, second] {
            try await stage.writeFresh(100)
            try await eventually("not ready without its store") {
                try await stage.bookings[0].readiness().status == 503 ? true : nil
            }
            let refused = try await stage.bookings[0].ask(
                "POST", "/bookings/r1/cancel", body: "{}", headers: ["idempotency-key": "never-told"])
            #expect(refused.status == 503)
        }
        try await outlast(.seconds(3))
        try await blocking { try cluster.start() }
        for stage in [embedded, second] {
            try await stage.complete()
            let told = try await stage.cancel(stage.inputs[0].identity.key)
            #expect(told != nil)
            try await stage.complete()
            try await stage.readingAgain()
            try await stage.verified()
        }
    }

    @Test func `of the embedded broker, which forgets everything, heal by themselves`() async throws {
        try await together(.sqliteEmbedded, .postgresEmbedded) { pair in
            let stage = try await pair.stage(seed: 34)
            let broker = try #require(stage.embedded)
            try await stage.writeFresh(200)
            try await stage.reading()
            try await stage.complete()
            let instances = stage.services.map(\.child.pid)
            try await broker.restart()
            try await stage.writeAllAgain()
            try await stage.writeFresh(100)
            try await stage.complete()
            try await stage.readingAgain()
            try await stage.verified()
            #expect(stage.services.map(\.child.pid) == instances)
        }
    }

    @Test func `in which a broker forgot what it had acknowledged are noticed, and repaired by publishing again`()
        async throws
    {
        try await together(.sqliteSecond, .postgresSecond) { pair in
            let stage = try await pair.stage(seed: 35)
            let broker = try #require(stage.second)
            try await stage.writeFresh(150)
            try await stage.reading()
            try await stage.complete()
            let mark = try await broker.mark()
            try await stage.writeFresh(150)
            try await stage.complete()
            try await broker.kill(forgettingSince: mark)
            try await broker.start()
            for service in stage.services {
                let line = try await eventually(
                    within: .seconds(40), every: .milliseconds(100), "\(service.role) notices"
                ) {
                    if service.child.ended == .exit(70) { try service.start() }
                    let answer = try await service.readiness()
                    return answer.status == 503 && answer.body.contains("lost its log") ? answer.body : nil
                }
                #expect(line.contains("docs/operations.md"), "says what to do")
            }
            try await stage.repairLostLog()
            try await stage.writeFresh(50)
            // A broker that forgot its producers may refuse one for good; what is left to it then is exit code 70,
            // and to be started again.
            for service in stage.services {
                if let end = service.child.ended { #expect(end == .exit(70), "\(service.child.summary)") }
            }
            try await stage.settled()
            try await stage.readingAgain()
            try await stage.verified()
        }
    }
}
