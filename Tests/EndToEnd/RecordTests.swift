import Foundation
import ProofPlay
import TestKit
import Testing

@Suite(.timeLimit(.minutes(6)))
struct `Records` {
    @Test func `that a version can't handle wait, with their key alone, for a newer one`() async throws {
        try await together(.sqliteEmbedded, .postgresSecond) { pair in
            let stage = try await pair.stage(seed: 41)
            try await stage.reading()
            try await stage.write { inputs in
                [
                    inputs.add("poisoned", .made(room: "room-1", seats: 2, patience: nil)),
                    inputs.add("poisoned", .newerNote(7)), inputs.add("poisoned", .noted(8)),
                    inputs.add("poisoned", .noted(9)), inputs.add("poisoned", .approved),
                ]
            }
            try await stage.writeFresh(100)
            let waiting = Set(
                stage.inputs.map(\.identity).filter {
                    $0.key == "poisoned" && $0.topic == ProofTopics.requests && $0.sequence >= 2
                })
            #expect(waiting.count == 3)
            try await stage.complete(unhandled: waiting)
            let parked = try await stage.bookings[0].operate("GET", "/parked?key=poisoned")
            #expect(parked.body.contains(#""error":"its type is unknown to version 1""#))
            #expect(try await stage.bookings[0].status().failedKeys == 1)
            // One instance of the newer program is enough, also beside one of the older.
            try await stage.bookings[0].restart(once: ["--program", "2"])
            try await stage.complete()
            #expect(try await stage.bookings[0].operate("GET", "/parked").body == "[]")
            try await stage.verified()
        }
    }

    @Test func `by the ten thousand, one in twenty written twice and some out of order, have each their effect once`()
        async throws
    {
        try await together(.sqliteEmbedded, .postgresSecond) { pair in
            let stage = try await pair.stage(seed: 42)
            let records = try await stage.write { inputs in
                let records = inputs.fresh(10_000)
                return inputs.disturbed(records)
            }
            #expect(records.count > 10_300)
            let findings = try await stage.complete(within: .seconds(210))
            #expect(findings.records > 20_000)
            try await stage.verified()
        }
    }
}
