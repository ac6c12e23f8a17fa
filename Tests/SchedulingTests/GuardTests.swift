import Foundation
import Messages
import SchedulingDomain
import ServiceKit
import Store
import StorePostgres
import TestKit
import Testing
import Vocabulary

@testable import Scheduling

/// What the store itself refuses, whoever decided what on which snapshot.
@Suite(.timeLimit(.minutes(3)), .serialized)
struct GuardTests {
    @Test func `of two instances that place at once, one gets the last trainer and the other seeks`() async throws {
        let bench = try SchedulingBench(.postgres)
        try bench.importMeans()
        let requests = try bench.lyon.accepted().filter { bench.lyon.departements($0.form).map(\.text) == ["42"] }
        try #require(requests.count > 20)
        for request in requests { try bench.submit(request) }
        // Three instances with stores of their own connections validate a third each, all at the same time.
        let url = bench.url
        let lyon = bench.lyon
        try await withThrowingTaskGroup(of: Void.self) { group in
            for instance in 0..<3 {
                group.addTask {
                    let database = try PostgresDatabase(url: url)
                    defer { database.close() }
                    let desk = SchedulingBench.desk(
                        SchedulingDefinition(decider: SchedulingDecider(reference: lyon.reference)), database)
                    for (index, request) in requests.enumerated() where index % 3 == instance {
                        try SchedulingBench.happens(
                            .decided(request.id, .validated(try lyon.validated(request))), request.id.text, on: desk)
                    }
                }
            }
            try await group.waitForAll()
        }
        try bench.seek()
        let export = try Export.read(bench.database, bench.definition.decider, SchedulingBench.june.now)
        #expect(PlanJudge(export.instance, export.plan).breaches.isEmpty)
        #expect(export.plan.actions.count == requests.count)
    }

    @Test(arguments: Engine.allCases)
    func `a second booking of a trainer's half-day, a quota or a week is refused`(engine: Engine) throws {
        let bench = try SchedulingBench(engine)
        try bench.importMeans()
        let request = try bench.lyon.request("ALP-69-0002")
        try bench.submit(request)
        let state = try bench.validate(request)
        let session = try #require(state.sessions.first)

        func refusal(_ session: SessionStated, _ establishments: [UAI] = []) throws -> String? {
            do {
                try bench.database.transaction { transaction in
                    try BookingGuards(
                        NumberedCampaign(campaign: bench.lyon.campaign, revision: .first),
                        kilometres: bench.definition.decider.kilometres, in: transaction
                    ).take(session, "ALP-69-9999", establishments)
                    throw KitError("it was taken")
                }
                return nil
            } catch let error as StoreError {
                #expect(error.kind == .guardRefused)
                return error.detail
            } catch is KitError {
                return nil
            }
        }
        var same = session
        same.session = try SessionID("other")
        same.replacements = []
        #expect(try refusal(same)?.contains("trainer") == true)

        var quota = session
        quota.session = try SessionID("other")
        quota.team = []
        quota.replacements = [ReplacementsUsed(departement: try Departement("69"), teachers: try HeadCount(300))]
        #expect(try refusal(quota) == "a quota is used up")

        var visit = session
        visit.session = try SessionID("other")
        visit.team = []
        visit.replacements = []
        let school = try #require(request.form.groups.first?.establishments.first)
        #expect(try refusal(visit, [school]) == "an establishment's week is full")
        #expect(try refusal(visit) == nil)

        var sunday = session
        sunday.session = try SessionID("other")
        sunday.replacements = []
        sunday.halfDays = [try HalfDay("2020-11-15A")]
        #expect(try refusal(sunday) == "a trainer isn't free")
    }

    @Test(arguments: Engine.allCases)
    func `a quota isn't lowered below what somebody booked meanwhile`(engine: Engine) throws {
        let bench = try SchedulingBench(engine)
        try bench.importMeans()
        let request = try bench.lyon.request("ALP-69-0002")
        try bench.submit(request)
        try bench.validate(request)
        #expect(throws: StoreError.self) {
            try bench.database.transaction { transaction in
                try MeansRows.save(try Departement("69"), QuotaState(), in: transaction)
            }
        }
    }

    @Test func `placing and giving back of several départements wait for one row, in no circle`() async throws {
        let bench = try SchedulingBench(.postgres)
        try bench.importMeans()
        let requests = try bench.lyon.accepted().prefix(12).map(\.self)
        for request in requests { try bench.submit(request) }
        let url = bench.url
        let lyon = bench.lyon
        try await withThrowingTaskGroup(of: Void.self) { group in
            for instance in 0..<2 {
                group.addTask {
                    let database = try PostgresDatabase(url: url)
                    defer { database.close() }
                    let cancelled = RequestCancelled(
                        actor: Lyon.dfie, campaignRevision: .first, requestRevision: .first,
                        reason: try FreeText("Essai."))
                    let step = SchedulingBench.desk(
                        SchedulingDefinition(decider: SchedulingDecider(reference: lyon.reference)), database
                    ).step
                    for (index, request) in requests.enumerated() where index % 2 == instance {
                        for number in [1, 2] {
                            // Without the desk's attempts: nothing may be in the way at all.
                            let input = SchedulingInput.decided(
                                request.id,
                                number == 1
                                    ? .validated(try lyon.validated(request))
                                    : .cancelled(cancelled))
                            _ = try step.handle(
                                Command(
                                    idempotencyKey: "\(request.id)/\(number)", bodySHA256: [],
                                    aggregate: request.id.text, input: input, actor: "test"),
                                at: SchedulingBench.june.now
                            ) { _, _, _ in Answer(status: 200, body: []) }
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try bench.count("SELECT COUNT(*) FROM plan_booking") == 0)
        #expect(try bench.count("SELECT COUNT(*) FROM plan_turn") == 1)
    }
}
