import Foundation
import Reference
import SchedulingDomain
import TestKit
import Testing
import Vocabulary

/// The cheapest insertion is the cheapest of all there are: every team and all dates tried one by one, judged by the
/// judge.
@Suite(.timeLimit(.minutes(2)))
struct InsertionTests {
    @Test func `no team and no dates cost less than those that are found`() throws {
        let lyon = try LyonPlan()
        let reading = DemandReading(reference: lyon.reference, campaign: lyon.campaign)
        // Few trainers and a full board, so that all can be tried.
        let trainers = lyon.trainers.filter { $0.trainer?.departements.contains(.init(judgedForTests: "01")) ?? false }
        let ground = PlanGround(lyon.campaign, trainers: trainers, quotas: lyon.quotas, reserve: .none) {
            reading.point(ofBase: $0)
        }
        var board = PlanBoard(ground)
        var demands: [RequestID: [GroupDemand]] = [:]
        var placements: [RequestID: [GroupPlacement]] = [:]
        func plan(_ placements: [RequestID: [GroupPlacement]]) -> PlanJudge {
            PlanJudge(
                InstanceWriting.instance(
                    named: "01", ground, trainers: trainers, quotas: lyon.quotas,
                    zones: lyon.reference.circonscriptions.map(\.id), demands: demands),
                PlanDocument(
                    instance: "01",
                    actions: Dictionary(
                        uniqueKeysWithValues: placements.map { ($0.key.text, InstanceWriting.plan($0.value, ground)) }))
            )
        }
        var compared = 0
        var isTried = false
        for request in lyon.requests where request.id.text.hasPrefix("ALP-01") {
            guard let expected = lyon.expected[request.id.text], expected.isAccepted, request.form.groups.count == 1
            else { continue }
            let demand = try lyon.demands(of: request)
            let action = PreparedAction(request.id, demand, on: ground)
            demands[request.id] = demand
            let before = plan(placements).quality
            guard let found = action.place(on: &board) else { continue }
            placements[request.id] = zip(found, action.groups).map { ground.placement($0, of: $1) }
            let judge = plan(placements)
            #expect(judge.breaches.isEmpty)
            // What it says it costs is what it adds to the objective.
            #expect(judge.quality - before == found[0].cost, "\(request.id)")
            compared += 1
            let isPlain = demand[0].academicTrainers == 1 && demand[0].firstDegreeTrainers == 1
            if isTried || compared < 8 || !isPlain || demand[0].sessions != [.fullDay] { continue }
            isTried = true
            tryAll(request.id, demand[0], found[0].cost, before, ground, trainers, placements, plan)
        }
        #expect(compared > 18)
        #expect(isTried)
    }

    /// Every team of one and one, every day.
    private func tryAll(
        _ request: RequestID, _ demand: GroupDemand, _ cost: Int, _ before: Int, _ ground: PlanGround,
        _ trainers: [TrainerState], _ placements: [RequestID: [GroupPlacement]],
        _ judged: ([RequestID: [GroupPlacement]]) -> PlanJudge
    ) {
        let all = trainers.compactMap(\.trainer).filter { $0.canTrain(in: demand.zone) && $0.canTake(demand.theme) }
        var cheapest = Int.max
        for academic in all where academic.degree == .second {
            for first in all where first.degree == .first {
                for date in ground.calendar.days {
                    let free = [academic, first].allSatisfy { trainer in
                        Half.allCases.allSatisfy { trainer.free.contains(HalfDay(date, $0).weekly) }
                    }
                    guard free else { continue }
                    var other = placements
                    other[request] = [
                        GroupPlacement(
                            group: demand.group, sessions: [SessionTime(date)], team: [academic.id, first.id])
                    ]
                    let judge = judged(other)
                    if judge.breaches.isEmpty { cheapest = min(cheapest, judge.quality - before) }
                }
            }
        }
        #expect(cheapest == cost, "\(request)")
    }

    @Test func `kilometres are whole, by the integer root`() {
        #expect(PlanPoint(x: 100, y: 160).kilometres(to: PlanPoint(x: 100, y: 100)) == 6)
        #expect(PlanPoint(x: 100, y: 160).kilometres(to: PlanPoint(x: 400, y: 500)) == 45)
        #expect(PlanPoint(x: 0, y: 0).kilometres(to: PlanPoint(x: 3_000_000, y: 4_000_000)) == 500_000)
    }

    @Test func `what is booked is taken back exactly`() throws {
        let lyon = try LyonPlan()
        let ground = lyon.ground()
        var board = PlanBoard(ground)
        var first: [Insertion]?
        for round in 0..<3 {
            var booked: [(PreparedAction, [Insertion])] = []
            for request in lyon.requests.prefix(40) where lyon.expected[request.id.text]?.isAccepted == true {
                let action = PreparedAction(request.id, try lyon.demands(of: request), on: ground)
                if let placed = action.place(on: &board) { booked.append((action, placed)) }
            }
            let all = booked.flatMap(\.1)
            if round == 0 { first = all }
            #expect(all == first)
            for (action, placed) in booked.reversed() { action.book(placed, on: &board, -1) }
        }
    }
}

extension Departement {
    /// A code that is one.
    fileprivate init(judgedForTests text: String) {
        guard let departement = try? Departement(text) else { preconditionFailure(text) }
        self = departement
    }
}
