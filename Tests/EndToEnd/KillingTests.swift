import Foundation
import ProofPlay
import TestKit
import Testing

@Suite(.timeLimit(.minutes(3)))
struct `Instances that are killed` {
    /// Each at a place where it hurts, while records keep coming; then all go on.
    @Test func `lose nothing and do nothing twice, wherever in the step or the relay SIGKILL meets them`() async throws
    {
        try await together(.sqliteEmbedded, .postgresSecond) { pair in
            let stage = try await pair.stage(seed: 11)
            try await stage.reading()
            let points =
                pair.store == .sqlite
                ? ["before-commit:2", "published:2"] : ["journalled:2", "before-mark:2"]
            for point in points {
                // All of one service, since one alone holds the relay's lease; another service each time.
                let victims = point.hasPrefix("before-mark") ? stage.ledger : stage.bookings
                for victim in victims { try await victim.restart(once: ["--crash-at", point]) }
                do {
                    try await eventually(within: .seconds(60), every: .milliseconds(200), "a crash at \(point)") {
                        try await stage.writeFresh(25)
                        return victims.contains { !$0.child.isRunning } ? true : nil
                    }
                } catch {
                    throw KitError("\(error)\n\(stage.logs())")
                }
                for service in stage.services {
                    if let end = service.child.ended { #expect(end == .signal(SIGKILL), "\(service.child.summary)") }
                }
                try stage.revive()
                try await stage.readingAgain()
            }
            // Those that were told to crash may still do so.
            try await stage.settled()
            try await stage.readingAgain()
            try await stage.verified()
        }
    }

    @Test func `have their partitions worked on again by the other one within 25 s on the embedded broker`()
        async throws
    {
        // With the services' own session timeout of 10 s.
        let stage = try await Pair.postgresEmbedded.stage(seed: 12, flags: [])
        try await stage.writeFresh(100)
        try await stage.reading()
        try await stage.complete()
        let killed = ContinuousClock.now
        try await stage.bookings[0].child.killed()
        try await stage.ledger[0].child.killed()
        try await stage.writeFresh(200)
        try await stage.complete()
        let passed = ContinuousClock.now - killed
        #expect(passed <= .seconds(25))
        tell("a killed instance's partitions were worked on again after \(passed)")
    }
}
