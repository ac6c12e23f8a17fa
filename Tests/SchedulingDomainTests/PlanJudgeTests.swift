import Foundation
import SchedulingDomain
import TestKit
import Testing
import Vocabulary

/// The judge against the model's own example, number by number, and one breach of each rule.
@Suite(.timeLimit(.minutes(1)))
struct PlanJudgeTests {
    private let instance: InstanceDocument
    private let plan: PlanDocument

    init() throws {
        let folder = PackageRoot.url.appending(path: "Tests/SchedulingDomainTests/Fixtures")
        func read<Document: Decodable>(_ type: Document.Type, _ name: String) throws -> Document {
            try JSONDecoder().decode(type, from: Data(contentsOf: folder.appending(path: name)))
        }
        instance = try read(InstanceDocument.self, "tiny.json")
        plan = try read(PlanDocument.self, "tiny.plan.json")
    }

    @Test func `the example costs what its page says`() {
        let judge = PlanJudge(instance, plan)
        #expect(judge.breaches.isEmpty)
        #expect(judge.objective == 196)
        #expect(judge.quality == 196)
        #expect(judge.movedGroups == 1)
        #expect(
            judge.terms.filter { $0.value > 0 } == [
                "preferredWeekday": 20, "quotaPressure": 4, "travelKm": 112, "moveSession": 60,
            ])
    }

    /// The example's plan with one session elsewhere.
    private func breaches(
        _ action: String, _ session: Int, _ date: String, _ half: String? = nil,
        _ change: (inout InstanceDocument) -> Void = { _ in }
    ) throws -> [String] {
        var plan = plan
        var instance = instance
        change(&instance)
        plan.actions[action]?.groups[0].sessions[session].date = try CivilDate(date)
        if let half { plan.actions[action]?.groups[0].sessions[session].half = half }
        return PlanJudge(instance, plan).breaches
    }

    @Test func `each breach is named by its rule`() throws {
        #expect(try breaches("A0", 1, "2020-11-17").contains("T6 A0.1 F0 away 2020-11-17"))
        #expect(try breaches("A1", 0, "2020-11-05").contains { $0.hasPrefix("T6 F0 2020-11-05A: in 2 places") })
        #expect(try breaches("A0", 1, "2020-11-10").contains { $0.hasPrefix("GAP A0.1") })
        #expect(try breaches("A0", 1, "2020-11-26").contains("BLACKOUT A0.1 2020-11-26"))
        #expect(try breaches("A1", 0, "2020-10-20").contains("T2 A1.1 2020-10-20 closed"))
        #expect(try breaches("A1", 0, "2021-01-07").contains { $0.hasPrefix("T2 A1.1") })
        #expect(try breaches("A0", 0, "2020-10-15").contains("LEAD A0.1 2020-10-15 before 2020-11-02"))
        #expect(try breaches("A1", 0, "2020-11-13").contains("T3 A1.1 2020-11-13A"))
        #expect(try breaches("A1", 0, "2020-11-12", "A").contains { $0.hasPrefix("T1 A1.1") })
        #expect(
            try breaches("A1", 0, "2020-11-12") { $0.departements[0].quota["4A"] = 8 }
                .contains("T7 42 2020-11-12A: 9 > 8"))
        #expect(
            try breaches("A1", 0, "2020-11-12") { $0.trainers[0].maxYear = 4 }
                .contains { $0.hasPrefix("MAXYEAR F0") })
        #expect(
            try breaches("A1", 0, "2020-11-12") { $0.trainers[1].maxWeek = 1 }
                .contains { $0.hasPrefix("MAXWEEK C0") })
        #expect(
            try breaches("A1", 0, "2020-11-12") { $0.trainers[0].themes = ["autonomy"] }.contains("SKILL A0.1 F0"))
        #expect(
            try breaches("A1", 0, "2020-11-12") { $0.trainers[1].zones = [] }.contains("TERRITORY A0.1 C0"))
        #expect(
            try breaches("A1", 0, "2020-11-12") { $0.trainers[0].ash = false }
                .contains("T5 A0.1 no ASH academic trainer"))
        #expect(
            try breaches("A1", 0, "2020-11-03") { $0.actions[1].groups[0].establishments.append("42-C000") }
                .contains { $0.hasPrefix("ESTWEEK 42-C000") })
    }
}
