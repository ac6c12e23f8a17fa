import Foundation
import Messages
import SchedulingDomain
import ServiceKit
import Store
import TestKit
import Testing
import Vocabulary

@testable import Scheduling

/// An action's life, through the step and the store's guards.
@Suite(.timeLimit(.minutes(2)))
struct FlowTests {
    private let bench: SchedulingBench
    private let request: ReceivedRequest

    init() throws {
        bench = try SchedulingBench()
        try bench.importMeans()
        request = try bench.lyon.request("ALP-69-0002")
    }

    private func proposed() throws -> ActionState {
        try bench.submit(request)
        return try bench.validate(request)
    }

    @Test func `form and validation are both needed, whichever comes first`() throws {
        #expect(try bench.validate(request).phase == .waiting)
        try bench.submit(request)
        #expect(try bench.action(request.id).phase == .proposed)
        let sessions = try bench.action(request.id).sessions
        #expect(!sessions.isEmpty)
        #expect(sessions.allSatisfy { $0.revision == .first && $0.team.count == 2 })
        #expect(try bench.count("SELECT COUNT(*) FROM plan_booking") == Int64(sessions.flatMap(\.halfDays).count * 2))
    }

    @Test func `without trainers and quotas an action waits, and is placed once they are there`() throws {
        let bench = try SchedulingBench(lyon: bench.lyon)
        try bench.submit(request)
        #expect(try bench.validate(request).phase == .seeking)
        try bench.seek()
        #expect(try bench.action(request.id).phase == .seeking)
        try bench.importMeans()
        try bench.seek()
        #expect(try bench.action(request.id).phase == .proposed)
    }

    @Test func `an action that can't be read keeps no other from its place`() throws {
        let bench = try SchedulingBench(lyon: bench.lyon)
        let broken = try bench.lyon.request("ALP-69-0001")
        for request in [broken, request] {
            try bench.submit(request)
            #expect(try bench.validate(request).phase == .seeking)
        }
        try bench.importMeans()
        _ = try bench.database.transaction { transaction in
            try transaction.execute(
                "UPDATE aggregate SET state = $1 WHERE id = $2", [.bytes([0]), .text(broken.id.text)])
        }
        #expect(throws: (any Error).self) { try bench.seek() }
        #expect(try bench.action(request.id).phase == .proposed)
    }

    @Test func `confirmed by every service, released as it stands, it is published; an outdated release is void`()
        throws
    {
        let state = try proposed()
        let early = bench.lyon.released(.first, state.named)
        try bench.happens(.decided(request.id, .released(early)), request.id.text)
        #expect(try bench.action(request.id).phase == .proposed)
        try bench.confirm(request.id)
        #expect(try bench.action(request.id).phase == .confirmed)
        let other = bench.lyon.released(
            .first, state.named.map { SessionNamed(session: $0.session, revision: $0.revision.next) })
        let void = try bench.happens(.decided(request.id, .released(other)), request.id.text)
        #expect(void == [.noted(.voided("release of validation 1"))])
        let events = try bench.happens(.decided(request.id, .released(early)), request.id.text)
        guard case .session(.published(let published))? = events.first else {
            Issue.record("not published: \(events)")
            return
        }
        #expect(published.sessions == state.sessions)
        #expect(try bench.action(request.id).phase == .published)
    }

    @Test func `a session moved after it was confirmed has to be confirmed anew`() throws {
        let state = try proposed()
        try bench.confirm(request.id)
        let session = try #require(state.sessions.first)
        let to = try #require(free(session, state))
        let events = try bench.happens(
            .acted(request.id, by: Lyon.dfie, .move(state.named[0], to, try FreeText("Conseil de classe."))),
            request.id.text)
        guard case .session(.moved(let moved))? = events.first else {
            Issue.record("not moved: \(events)")
            return
        }
        #expect(moved.previousHalfDays == session.halfDays)
        #expect(moved.session.revision == session.revision.next)
        #expect(!moved.isPublished)
        let now = try bench.action(request.id)
        #expect(now.phase == .proposed)
        #expect(now.confirmations.allSatisfy { $0.session != session.session })
        // The half-days it had are free again, those it has are taken.
        let old = "SELECT COUNT(*) FROM plan_booking WHERE half_day = '\(session.halfDays[0])'"
        #expect(try bench.count(old) == 0)
    }

    @Test func `T8: a published session of several départements is moved by the Dfie, not by one service`() throws {
        let request = try bench.lyon.request("ALP-01-0009")
        try bench.submit(request)
        let state = try bench.validate(request)
        #expect(state.departements.count > 1)
        try bench.confirm(request.id)
        try bench.happens(.decided(request.id, .released(bench.lyon.released(.first, state.named))), request.id.text)
        let session = try #require(state.sessions.first)
        let to = try #require(free(session, state, of: request.id))
        let move = SchedulingInput.Act.move(state.named[0], to, try FreeText("Conseil de classe."))
        let service = MessageActor(
            role: Open(.service), function: Open(try Function("service:69")), person: try PersonID("p-69"))
        let refused = try bench.happens(.acted(request.id, by: service, move), request.id.text)
        guard case .noted(.refused(let refusal))? = refused.first else {
            Issue.record("not refused: \(refused)")
            return
        }
        #expect(refusal.status == 409)
        #expect(try bench.action(request.id).sessions == state.sessions)
        let moved = try bench.happens(.acted(request.id, by: Lyon.dfie, move), request.id.text)
        guard case .session(.moved(let message))? = moved.first else {
            Issue.record("not moved: \(moved)")
            return
        }
        #expect(message.isPublished)
    }

    /// The next half-days of the same weekday on which the action alone may take place.
    private func free(_ session: SessionStated, _ state: ActionState, of action: RequestID? = nil) -> [HalfDay]? {
        for weeks in 1...20 {
            let halfDays = session.halfDays.map { HalfDay($0.date.adding(days: 7 * weeks), $0.half) }
            var moved = state
            moved.sessions = state.sessions
            guard
                let snapshot = try? bench.database.read({ try SnapshotReader().snapshot(nil, in: $0) }),
                let place = try? ActionPlace(
                    action ?? request.id, state, snapshot, bench.lyon.reference,
                    today: Paris.date(at: SchedulingBench.june.now))
            else { return nil }
            var stated = session
            stated.halfDays = halfDays
            let faults = place.faults(of: stated, as: session, in: state.sessions, today: .first)
            if faults.isEmpty { return halfDays }
        }
        return nil
    }

    @Test func `what a move would break is named rule by rule, and nothing changes`() throws {
        let state = try proposed()
        let session = try #require(state.sessions.first)
        let sunday = try [HalfDay("2020-11-15A"), HalfDay("2020-11-15P")]
        for (halfDays, rule) in [
            (Array(sunday.prefix(session.halfDays.count)), RuleID.T2),
            ([session.halfDays[0], session.halfDays[0], session.halfDays[0]], .T1),
        ] {
            let events = try bench.happens(
                .acted(request.id, by: Lyon.dfie, .move(state.named[0], halfDays, try FreeText("Essai."))),
                request.id.text)
            guard case .noted(.refused(let refusal))? = events.first else {
                Issue.record("not refused: \(events)")
                return
            }
            #expect(refusal.status == 422)
            #expect(refusal.faults.map(\.rule) == [rule])
        }
        #expect(try bench.action(request.id) == state)
    }

    @Test func `declined dates are freed, and others are found`() throws {
        let state = try proposed()
        let departement = try #require(state.departements.first)
        let events = try bench.happens(
            .acted(
                request.id, by: Lyon.dfie,
                .decline(departement, [state.named[0]], try FreeText("Stage de formation ce jour-là."))),
            request.id.text)
        let types = events.map { event in if case .session(let message) = event { message.type } else { "-" } }
        #expect(types == ["sessions.declined.v1", "sessions.freed.v1", "sessions.proposed.v1"])
        let now = try bench.action(request.id)
        let declined = Set(state.sessions[0].halfDays)
        #expect(now.sessions.allSatisfy { declined.isDisjoint(with: $0.halfDays) })
        #expect(now.sessions.map(\.session) == state.sessions.map(\.session))
        #expect(now.sessions[0].revision > state.sessions[0].revision)
    }

    @Test func `returned, withdrawn and cancelled give everything back`() throws {
        try bench.confirmOther()
        let before = try bench.count("SELECT COALESCE(SUM(used), 0) FROM plan_replaced")
        for (number, ending) in try endings().enumerated() {
            if number == 0 { try bench.submit(request) }
            try bench.validate(request, Revision(number + 1))
            #expect(try bench.action(request.id).phase == .proposed)
            try bench.happens(.decided(request.id, ending), request.id.text)
            #expect(try bench.action(request.id).sessions.isEmpty)
            #expect(try bench.count("SELECT COALESCE(SUM(used), 0) FROM plan_replaced") == before)
            let own = "SELECT COUNT(*) FROM plan_booking WHERE request = '\(request.id)'"
            #expect(try bench.count(own) == 0)
        }
        #expect(try bench.action(request.id).phase == .ended)
        #expect(try bench.validate(request, Revision(9)).phase == .ended)
    }

    private func endings() throws -> [SchedulingInput.Decided] {
        [
            .returned(
                RequestReturned(campaignRevision: .first, requestRevision: .first, breaches: [])),
            .refused(
                RequestRefused(campaignRevision: .first, requestRevision: .first, rules: [], breaches: [])),
            .withdrawn(
                RequestWithdrawn(
                    actor: Lyon.dfie, campaignRevision: .first, requestRevision: .first,
                    reason: try FreeText("Abandon."))),
        ]
    }

    @Test func `a trainer is replaced by one with the skill who is freed that day, and by no other`() throws {
        let state = try proposed()
        try bench.confirm(request.id)
        try bench.happens(
            .decided(request.id, .released(bench.lyon.released(.first, state.named))), request.id.text)
        let leaves = try #require(state.sessions[0].team.first)
        let all = try bench.database.read { try SnapshotReader().trainers(nil, in: $0) }.compactMap(\.trainer)
        var outcomes: [TrainerID: [RuleID?]] = [:]
        var replaced: TrainerReplaced?
        for other in all where replaced == nil && !state.sessions[0].team.contains(other.id) {
            let events = try bench.happens(
                .acted(
                    request.id, by: Lyon.dfie,
                    .replaceTrainer(
                        leaves: leaves, arrives: other.id, state.named, try FreeText("Congé."))), request.id.text)
            switch events.first {
            case .session(.trainerReplaced(let message)): replaced = message
            case .noted(.refused(let refusal)): outcomes[other.id] = refusal.faults.map(\.rule)
            default: Issue.record("unexpected \(events)")
            }
        }
        let message = try #require(replaced)
        #expect(message.isPublished)
        #expect(message.sessions.allSatisfy { !$0.team.contains(leaves) && $0.team.contains(message.arrives) })
        #expect(try bench.action(request.id).phase == .published)
        #expect(outcomes.values.contains { $0.contains(.I1) })
        #expect(outcomes.values.contains { $0.contains(.T6) })
        let gone = "SELECT COUNT(*) FROM plan_booking WHERE trainer = '\(leaves)' AND request = '\(request.id)'"
        #expect(try bench.count(gone) == 0)
    }

    @Test func `what has no place says which rule closes how many days`() throws {
        try bench.submit(request)
        let departement = try #require(bench.lyon.departements(request.form).first)
        try bench.happens(
            .quotas([QuotaChange(departement: departement, base: [], periods: [])], replaces: true),
            AggregateName.quota(departement))
        #expect(try bench.validate(request).phase == .seeking)
        try bench.seek()
        let state = try bench.action(request.id)
        #expect(state.phase == .notPlaced)
        let causes = state.causes.flatMap(\.causes)
        #expect(causes.contains { $0.rule == Open(.T7) && $0.departement == departement })
        #expect(causes.contains { $0.message.contains("jours ouverts") })
        #expect(causes.allSatisfy { !$0.remedy.isEmpty })
    }
}

extension SchedulingBench {
    /// Another action stands in the same département.
    func confirmOther() throws {
        let other = try lyon.request("ALP-69-0003")
        try submit(other)
        try validate(other)
        try confirm(other.id)
    }
}
