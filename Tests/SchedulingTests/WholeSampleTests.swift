import Foundation
import SchedulingDomain
import ServiceKit
import Store
import TestKit
import Testing
import Vocabulary

@testable import Scheduling

@Suite(.timeLimit(.minutes(5)), .serialized)
struct WholeSampleTests {
    /// One after the other in the order of arrival, the planner in between, on both engines.
    @Test(arguments: Engine.allCases)
    func `every good request of the sample is placed, and nothing is booked twice or beyond a quota`(engine: Engine)
        throws
    {
        let bench = try SchedulingBench(engine)
        try bench.importMeans()
        let requests = try bench.lyon.accepted()
        #expect(requests.count == 130)
        for request in requests {
            try bench.submit(request)
            if try bench.validate(request).phase == .seeking { try bench.seek() }
        }
        let states = try requests.map { try bench.action($0.id) }
        #expect(states.filter { $0.phase != .proposed }.isEmpty)

        let export = try Export.read(bench.database, bench.definition.decider, SchedulingBench.june.now)
        let judge = PlanJudge(export.instance, export.plan)
        #expect(judge.breaches.isEmpty)
        #expect(export.plan.actions.count == 130)
        if let folder = ProcessInfo.processInfo.environment["ALP_EXPORT_TO"] {
            try JSONEncoder().encode(export.instance).write(to: URL(fileURLWithPath: folder + "/instance.json"))
            try JSONEncoder().encode(export.plan).write(to: URL(fileURLWithPath: folder + "/plan.json"))
        }

        // Counters say what the rows say.
        let counted = """
            SELECT COUNT(*) FROM plan_replaced r WHERE used <> COALESCE((SELECT SUM(teachers) FROM plan_replacement p
            WHERE p.departement = r.departement AND p.half_day = r.half_day), 0)
            """
        #expect(try bench.count(counted) == 0)
        let year = """
            SELECT COUNT(*) FROM plan_load l WHERE monday = ''
            AND used <> (SELECT COUNT(*) FROM plan_booking b WHERE b.trainer = l.trainer)
            """
        #expect(try bench.count(year) == 0)
        let report = try bench.desk.step.verify()
        #expect(report.differences.isEmpty)
    }
}
