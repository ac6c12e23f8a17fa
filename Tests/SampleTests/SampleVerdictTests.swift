import Foundation
import RequestFiles
import Rulebook
import TestKit
import Testing
import Vocabulary

/// Every request of the sample against the verdict that a person wrote beside it.
@Suite(.timeLimit(.minutes(1)))
struct SampleVerdictTests {
    @Test func `every verdict is the one written by hand`() throws {
        let sample = try LyonSample()
        let expected = try ExpectedVerdict.read(LyonSample.text("expected.jsonl"))
        let requests = try sample.requests("requests.jsonl", .jsonl)
        #expect(requests.map(\.id) == expected.map(\.id))
        let differences = zip(requests, expected).flatMap { $1.differences(from: sample.verdict($0)) }
        #expect(differences == [])
    }

    @Test func `the table holds the same requests as the lines of JSON`() throws {
        let sample = try LyonSample()
        #expect(try sample.requests("requests.csv", .csv) == sample.requests("requests.jsonl", .jsonl))
    }

    @Test func `the sample is large, and a third of it isn't accepted as it stands`() throws {
        let expected = try ExpectedVerdict.read(LyonSample.text("expected.jsonl"))
        #expect(expected.count >= 150)
        #expect(expected.count { $0.outcome != .passed } >= 40)
        for departement in ["01", "42", "69"] {
            #expect(expected.count { $0.id.text.hasPrefix("ALP-\(departement)-") } >= 40)
        }
    }

    @Test func `every rule that can hold a request up does so, alone and with others`() throws {
        let expected = try ExpectedVerdict.read(LyonSample.text("expected.jsonl"))
        let held = expected.map { Set($0.breaches.filter { $0.severity != .warns }.map(\.rule)) }
        let rules: [RuleID] = [
            .F1, .F2, .F3, .F4, .F5, .F6, .F7, .T1, .T2, .T3, .P2, .P3, .P4, .I1, .I2, .I3, .H1, .H2, .H4,
        ]
        #expect(rules.filter { !held.contains([$0]) } == [])
        // T4 holds up only what asks for no academic trainer, which I1 always blocks before the contract.
        #expect(held.contains([.T4, .I1]))
        #expect(held.count { $0.count > 1 } >= 10)
    }

    @Test func `the files are what the generator writes from the reference files`() async throws {
        let generator = PackageRoot.url.appending(path: "Scripts/samples/requests").path
        let child = try ChildProcess(URL(filePath: "/usr/bin/env"), ["python3", generator, "--check"])
        let end = try await child.exit()
        #expect(end == .exit(0), "\(child.summary)")
    }

    @Test func `persons, trainers, quotas and rosters are as generated, and fit the requests`() async throws {
        let generator = PackageRoot.url.appending(path: "Scripts/samples/people").path
        let child = try ChildProcess(URL(filePath: "/usr/bin/env"), ["python3", generator, "--check"])
        let end = try await child.exit(within: .seconds(60))
        #expect(end == .exit(0), "\(child.summary)")
    }

    @Test func `all that may be placed can be placed with these trainers and quotas`() async throws {
        let solver = PackageRoot.url.appending(path: "Scripts/samples/solvable").path
        let folder = try TemporaryFolder()
        let child = try ChildProcess(
            URL(filePath: "/usr/bin/env"), ["python3", solver, "--into", folder.file("solved").path])
        let end = try await child.exit(within: .seconds(60))
        #expect(end == .exit(0), "\(child.summary)")
        #expect(child.output.contains("130 of 130"), "\(child.output)")
    }

    @Test func `every request says what decides it`() throws {
        let expected = try ExpectedVerdict.read(LyonSample.text("expected.jsonl"))
        #expect(expected.filter { $0.decides.split(separator: " ").count < 4 }.map(\.id) == [])
    }
}
