import Messages
import Reference
import Rulebook
import Store
import Testing
import ValidationDomain
import Vocabulary

@testable import Validation

@Suite(.timeLimit(.minutes(2)))
struct QueueTests {
    private static func ids(
        _ filter: QueueFilter, _ scope: QueueScope = .all, in bench: Bench
    ) throws -> [String] {
        var query = QueueQuery(filter, scope: scope)
        return try bench.database.read { try query.rows(limit: filter.limit, in: $0) }.map(\.request)
    }

    @Test(arguments: Engine.allCases)
    func `filters find what they say, each by itself and together`(engine: Engine) async throws {
        let bench = try await Bench.full(engine)
        let all = QueueFilter(limit: 500)
        #expect(try Self.ids(all, in: bench).count == 216)
        #expect(try Self.ids(all, in: bench) == Self.byArrival(bench))

        let rhone = try Departement("69")
        func ids(_ change: (inout QueueFilter) throws -> Void) throws -> [String] {
            var filter = all
            try change(&filter)
            return try Self.ids(filter, in: bench)
        }
        for id in try ids({ $0.departement = rhone }) {
            #expect(try bench.state(id).departements.contains(rhone), "\(id)")
        }
        for id in try ids({ $0.rule = .P2 }) {
            #expect(try bench.state(id).breaches.contains { $0.rule == .P2 }, "\(id)")
        }
        let late = try ids { $0.isLate = true }
        #expect(late.count == 7)
        #expect(try ids { $0.isLate = false }.count == 209)
        for id in try ids({ $0.themeClass = try ThemeClassID("parcours") }) {
            #expect(try bench.state(id).form.theme.proposedClass?.text == "parcours", "\(id)")
        }
        let twice = try ids { $0.isDuplicate = true }
        #expect(!twice.isEmpty)
        #expect(try ids { $0.isDuplicate = false }.count == 216 - twice.count)
        let both = try ids {
            $0.isLate = true
            $0.departement = rhone
        }
        let expected = try late.filter { try bench.state($0).departements.contains(rhone) }
        #expect(Set(both) == Set(expected))
        #expect(try ids { $0.placement = .notPlaced }.isEmpty)
    }

    private static func byArrival(_ bench: Bench) -> [String] {
        bench.lyon.requests.sorted { ($0.receivedAt, $0.id.text) < ($1.receivedAt, $1.id.text) }.map(\.id.text)
    }

    @Test(arguments: Engine.allCases)
    func `pages follow one another without a hole`(engine: Engine) async throws {
        let bench = try await Bench.full(engine)
        var filter = QueueFilter(limit: 50)
        var seen: [String] = []
        while true {
            let page = try Self.ids(filter, in: bench)
            seen += page
            guard page.count == 50, let last = page.last else { break }
            filter.after = last
        }
        #expect(seen == Self.byArrival(bench))
    }

    @Test(arguments: Engine.allCases)
    func `a service sees its département, an IA-IPR the sectors of their collèges`(engine: Engine) async throws {
        let bench = try await Bench.full(engine)
        let ain = try Departement("01")
        let seen = try Self.ids(QueueFilter(limit: 500), .departements([ain]), in: bench)
        let expected = try bench.lyon.requests.map(\.id.text).filter {
            try bench.state($0).departements.contains(ain)
        }
        #expect(Set(seen) == Set(expected))
        #expect(try Self.ids(QueueFilter(), .departements([]), in: bench).isEmpty)
        let college = try UAI(Person.college)
        let followed = try Self.ids(QueueFilter(limit: 500), .colleges([college]), in: bench)
        #expect(!followed.isEmpty)
        for id in followed {
            let sectors = try bench.state(id).form.groups.flatMap(\.establishments)
                .compactMap { bench.lyon.reference.establishment($0)?.sector }
            #expect(sectors.contains(college), "\(id)")
        }
    }

    @Test(arguments: Engine.allCases)
    func `duplicates are open requests of a same sector, and are never the request itself`(engine: Engine) async throws
    {
        let bench = try await Bench.make(engine)
        try bench.publishCampaign()
        try bench.submit("ALP-69-0002")
        let again = try bench.lyon.submitted(bench.lyon.request("ALP-69-0002"))
        try bench.take("ALP-69-again", RequestMessage.submitted(again))
        func duplicates(_ id: String) throws -> [String] {
            try bench.database.read { try QueueQuery.duplicates(of: id, scope: .all, in: $0) }.map(\.request)
        }
        #expect(try duplicates("ALP-69-0002") == ["ALP-69-again"])
        #expect(try duplicates("ALP-69-again") == ["ALP-69-0002"])
        try bench.take(
            "ALP-69-again",
            RequestMessage.withdrawn(
                RequestWithdrawn(
                    actor: again.actor, campaignRevision: .first, requestRevision: .first,
                    reason: try FreeText("Faite deux fois."))))
        #expect(try duplicates("ALP-69-0002").isEmpty)
        #expect(try bench.isSound() == [])
    }

    @Test(arguments: Engine.allCases)
    func `what came before its campaign is judged by the duty once it is published`(engine: Engine) async throws {
        let bench = try await Bench.make(engine)
        try bench.submit("ALP-69-0002", "ALP-01-0001")
        #expect(try bench.state("ALP-01-0001").queueState == .awaitingCampaign)
        try JudgeDuty.run(bench.desk)
        #expect(try bench.state("ALP-01-0001").queueState == .awaitingCampaign)
        try bench.publishCampaign()
        try JudgeDuty.run(bench.desk)
        #expect(try bench.state("ALP-01-0001").queueState == .examination)
        let revision = try bench.revision("ALP-01-0001")
        try JudgeDuty.run(bench.desk)
        #expect(try bench.revision("ALP-01-0001") == revision, "once is enough")
        try bench.publishCampaign { $0.rules.P2.most.value = 31 }
        try JudgeDuty.run(bench.desk)
        #expect(try bench.state("ALP-01-0001").judgement?.campaignRevision.number == 2)
        #expect(try bench.published(.campaigns, "lyon-2020-2021") == Array(repeating: CampaignPublished.type, count: 2))
        #expect(try bench.isSound() == [])
    }
}
