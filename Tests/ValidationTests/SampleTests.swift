import Deciding
import Foundation
import Messages
import Rulebook
import Store
import Testing
import ValidationDomain
import Vocabulary

@testable import Validation

/// All 216 requests of the sample, and what each is expected to come to.
@Suite(.timeLimit(.minutes(2)))
struct SampleTests {
    private struct Expected: Decodable {
        struct Finding: Decodable {
            var rule: RuleID
            var severity: Severity
        }
        var id: String
        var outcome: Outcome
        var breaches: [Finding]

        /// Of the queue, once it has arrived.
        var state: QueueState {
            func blocks(_ rule: RuleID) -> Bool {
                breaches.contains { $0.rule == rule && $0.severity == .blocks(.examination) }
            }
            return switch outcome {
            case .returned: .returned
            case .refused: .refusalProposed
            case .passed: .examination
            case .blocked: blocks(.F6) ? .late : blocks(.F5) ? .awaitingConsents : .examination
            }
        }
    }

    private static func expected() throws -> [Expected] {
        let text = try String(contentsOf: Lyon.folder.appending(path: "expected.jsonl"), encoding: .utf8)
        return try text.split(separator: "\n").map { try JSONDecoder().decode(Expected.self, from: Data($0.utf8)) }
    }

    @Test func `each of the 216 comes to the state that its expectation says`() async throws {
        let lyon = try await offPool { try Lyon.shared.get() }
        let known = KnownCampaign(revision: .first, campaign: lyon.campaign)
        let expected = try Self.expected()
        #expect(expected.count == 216)
        #expect(lyon.requests.map(\.id.text) == expected.map(\.id))
        for (request, expected) in zip(lyon.requests, expected) {
            var state = ValidationState()
            let input = ValidationInput.request(.submitted(try lyon.submitted(request)))
            let events = try lyon.decider.decide(
                AddressedInput(request.id.text, input), on: state,
                given: .init(
                    aggregate: request.id.text, now: request.receivedAt, world: ValidationWorld(campaign: known)))
            for event in events { state = lyon.decider.evolve(state, by: event) }
            let reached = try #require(state.request)
            #expect(reached.queueState == expected.state, "\(expected.id)")
            #expect(
                reached.breaches.map { "\($0.rule) \($0.severity.text)" }.sorted()
                    == expected.breaches.map { "\($0.rule) \($0.severity.text)" }.sorted(), "\(expected.id)")
            let isReturned = events.contains { if case .decision(.returned) = $0 { true } else { false } }
            #expect(isReturned == (expected.outcome == .returned), "\(expected.id)")
        }
    }

    @Test(arguments: Engine.allCases)
    func `through the step they stand in the queue, and the journal's fold is what is saved`(engine: Engine)
        async throws
    {
        let bench = try await Bench.full(engine)
        let expected = try Self.expected()
        for state in QueueState.allCases {
            var query = QueueQuery(QueueFilter(state: state), scope: .all)
            let rows = try bench.database.read { try query.rows(limit: 500, in: $0) }
            #expect(Set(rows.map(\.request)) == Set(expected.filter { $0.state == state }.map(\.id)), "\(state)")
        }
        #expect(try bench.isSound() == [])
    }
}
