import Foundation
import ProofPlay
import TestKit
import Testing

@Suite(.timeLimit(.minutes(3)))
struct `Instances that are stopped` {
    @Test func `for longer than their session do no harm when they go on`() async throws {
        try await together(.sqliteSecond, .postgresEmbedded) { pair in
            let stage = try await pair.stage(seed: 21)
            try await stage.reading()
            try await stage.writeFresh(400)
            let asleep = [stage.bookings[0], stage.ledger[0]]
            for service in asleep { service.send(SIGSTOP) }
            try await stage.writeFresh(100)
            if pair.store == .postgres {
                // The others take over, also what a sleeper holds locked.
                try await stage.complete()
            } else {
                try await outlast(.seconds(8))
            }
            for service in asleep { service.send(SIGCONT) }
            try await stage.write { inputs in inputs.notes(on: Array(inputs.approvedKeys.prefix(40))) }
            try await stage.writeFresh(50)
            try await stage.settled()
            try await stage.readingAgain()
            try await stage.verified()
        }
    }

    @Test func `one after the other and started again lose nothing`() async throws {
        try await together(.sqliteEmbedded, .postgresSecond) { pair in
            let stage = try await pair.stage(seed: 22)
            try await stage.reading()
            for service in stage.services {
                try await stage.writeFresh(60)
                // Throws unless it ended with 0.
                try await service.restart()
                try await service.ready()
            }
            try await stage.writeFresh(60)
            let told = try await stage.cancel(stage.inputs[0].identity.key)
            #expect(told != nil)
            try await stage.complete()
            try await stage.verified()
        }
    }

    @Test func `by SIGTERM publish what they journalled, and end with 0`() async throws {
        try await together(.sqliteEmbedded, .postgresSecond) { pair in
            let stage = try await pair.stage(seed: 23)
            try await stage.reading()
            try await stage.writeFresh(300)
            try await eventually("something handled") {
                try await stage.bookings[0].status().reading.values.contains { $0 > 0 } ? true : nil
            }
            for service in stage.services { service.send(SIGTERM) }
            for service in stage.services { #expect(try await service.child.exit(within: .seconds(40)) == .exit(0)) }
            #expect(try await stage.findings().wrong == [])
            try stage.revive()
            try await stage.complete()
        }
    }

    @Test func `by a second SIGTERM end at once`() async throws {
        let stage = try await Pair.sqliteEmbedded.stage(seed: 24)
        try await stage.reading()
        // Without a broker the journal can't be published, and a graceful stop waits for its deadline.
        try await stage.embedded?.down()
        let service = stage.bookings[0]
        let journalled = try await service.ask(
            "POST", "/bookings/r1/cancel", body: "{}", headers: ["idempotency-key": "while-away"])
        #expect(journalled.status == 200)
        service.send(SIGTERM)
        try await service.child.says("stopping")
        #expect(service.child.isRunning)
        let asked = ContinuousClock.now
        service.send(SIGTERM)
        #expect(try await service.child.exit() == .exit(143))
        #expect(ContinuousClock.now - asked < .seconds(5))
    }
}
