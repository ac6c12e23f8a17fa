import Foundation
import TestKit
import Testing

/// Springs are played once, side by side since they mostly wait, and looked at by every test.
private let springs = Task { () async throws -> [SpringRun] in
    async let plain = SpringRun(.sqlite, kills: 0, seed: 1)
    async let killed = SpringRun(.sqlite, kills: 6, seed: 1)
    async let postgres = SpringRun(.postgres, kills: 6, seed: 1)
    return try await [plain, killed, postgres]
}

@Suite(.timeLimit(.minutes(6)))
struct `A spring` {
    @Test func `ends as the regulation says for every request, on each store, also when services are killed`()
        async throws
    {
        let sample = try SpringSample()
        for run in try await springs.value {
            #expect(SpringChecks.outcomes(run.report, sample) == [], "\(run.name)")
            #expect(run.report.differences == [], "\(run.name)")
        }
    }

    @Test func `ends the same whatever was killed`() async throws {
        let runs = try await springs.value
        for run in runs.dropFirst() {
            #expect(run.report.outcomes == runs[0].report.outcomes, "\(run.name)")
            #expect(run.report.decisiveLetters == runs[0].report.decisiveLetters, "\(run.name)")
        }
        #expect(runs.map(\.report.kills) == [0, 6, 6])
    }

    @Test func `sends no letter twice and misses none`() async throws {
        let sample = try SpringSample()
        for run in try await springs.value {
            let wrong = try SpringChecks.letters(run, sample)
            #expect(wrong == [], "\(run.name)")
        }
    }

    @Test func `sends no trainer to two places, and passes no quota`() async throws {
        let sample = try SpringSample()
        for run in try await springs.value {
            #expect(SpringChecks.trainers(run.report) == [], "\(run.name)")
            #expect(try SpringChecks.quotas(run.report, sample) == [], "\(run.name)")
        }
    }

    @Test func `leaves nobody's name or mail in logs, metrics, general topics and what tools print`() async throws {
        let sample = try SpringSample()
        #expect(sample.personal.count > 1400)
        for run in try await springs.value {
            #expect(run.texts.count > 15)
            #expect(
                run.texts.allSatisfy {
                    $0.key.hasPrefix("parked") || $0.key.hasPrefix("log broker") || !$0.value.isEmpty
                })
            let found = try await SpringChecks.names(run, sample)
            #expect(found == [])
        }
    }

    @Test func `ends in order when it is interrupted, and leaves no process`() async throws {
        for run in try await springs.value {
            #expect(run.end == .exit(0), "\(run.output.suffix(500))")
            #expect(processes(naming: run.report.folder) == [])
        }
    }
}

@Suite(.timeLimit(.minutes(2)))
struct `alp demo, killed itself` {
    @Test func `leaves no process behind`() async throws {
        let folder = try TemporaryFolder()
        let place = folder.file("demo").path
        let child = try ChildProcess(
            try BuiltProduct.alp.executable, ["demo", "--folder", place], inherits: { !$0.hasPrefix("ALP_") })
        try await child.says("is published as revision 1", within: .seconds(60))
        #expect(processes(naming: place).count >= 6)
        // Not its group: its children lead groups of their own, and must not be hit by this.
        kill(child.pid, SIGKILL)
        _ = try await child.exit()
        try await eventually("no process of it") { processes(naming: place).isEmpty ? true : nil }
    }

    @Test func `once more with Ctrl-C ends at once, and leaves no process either`() async throws {
        let folder = try TemporaryFolder()
        let place = folder.file("demo").path
        let child = try ChildProcess(
            try BuiltProduct.alp.executable, ["demo", "--folder", place], inherits: { !$0.hasPrefix("ALP_") })
        try await child.says("is published as revision 1", within: .seconds(60))
        child.send(SIGINT)
        #expect(try await child.exit(within: .seconds(20)) == .exit(130))
        #expect(processes(naming: place) == [])
    }
}
