import Foundation
import Messages
import Testing
import ValidationDomain
import Vocabulary

@testable import Validation

@Suite(.timeLimit(.minutes(2)))
struct CampaignAPITests {
    private struct Body: Encodable {
        var campaign: Campaign
        var changes = "Ce qui change."
        var seenRevision: Int?
    }

    private static let path = "/campaigns/lyon-2020-2021/revisions"

    @Test func `a revision is shown as a difference, then takes effect`() async throws {
        let bench = try await Bench.make()
        try await withFace(bench) { face in
            var campaign = bench.lyon.campaign
            let first = try await face.post("\(Self.path)?mode=apply", Body(campaign: campaign))
            #expect(first.status == 200, "\(first.text)")
            #expect(first.body["revision"] as? Int == 1)
            campaign.rules.P2.most.value = 32
            let preview = try await face.post("\(Self.path)?mode=preview", Body(campaign: campaign))
            #expect(preview.body["revision"] as? Int == 2, "\(preview.text)")
            let differences = preview.body["differences"] as? [[String: Any]] ?? []
            #expect(differences.map { $0["path"] as? String } == ["rules.P2.most.value"])
            #expect(differences.first?["before"] as? Int == 30)
            #expect(differences.first?["after"] as? Int == 32)
            #expect(try await face.get("/campaigns/lyon-2020-2021").body["revision"] as? Int == 1, "nothing is written")
            let second = try await face.post("\(Self.path)?mode=apply", Body(campaign: campaign, seenRevision: 1))
            #expect(second.body["revision"] as? Int == 2, "\(second.text)")
            let whole = try await face.get("\(Self.path)/1")
            let rules = (whole.body["content"] as? [String: Any])?["rules"] as? [String: Any]
            let most = (rules?["P2"] as? [String: Any])?["most"] as? [String: Any]
            #expect(most?["value"] as? Int == 30)
            let now = try await face.get("/campaigns/lyon-2020-2021")
            #expect((now.body["revisions"] as? [[String: Any]])?.count == 2)
        }
        #expect(try bench.published(.campaigns, "lyon-2020-2021").count == 2)
        #expect(try bench.isSound() == [])
    }

    @Test func `who saw another revision is told, and the same content isn't a revision`() async throws {
        let bench = try await Bench.make()
        try bench.publishCampaign()
        try await withFace(bench) { face in
            var campaign = bench.lyon.campaign
            let same = try await face.post("\(Self.path)?mode=apply", Body(campaign: campaign, seenRevision: 1))
            #expect(same.status == 409)
            #expect(same.body["type"] as? String == "urn:alp:problem:not-now")
            let preview = try await face.post("\(Self.path)?mode=preview", Body(campaign: campaign))
            #expect(preview.status == 200)
            #expect((preview.body["differences"] as? [Any])?.isEmpty == true)
            campaign.rules.P2.most.value = 32
            for seen in [nil, 0, 7] {
                let stale = try await face.post("\(Self.path)?mode=apply", Body(campaign: campaign, seenRevision: seen))
                #expect(stale.status == 409, "\(String(describing: seen))")
                #expect(stale.body["type"] as? String == "urn:alp:problem:stale")
            }
        }
    }

    @Test func `another campaign, other files and a holiday left open are refused, all at once`() async throws {
        let bench = try await Bench.make()
        try await withFace(bench) { face in
            var campaign = bench.lyon.campaign
            campaign.id = try CampaignID("nantes-2021-2022")
            campaign.reference = "nantes-2021"
            campaign.calendar.publicHolidays = []
            let answer = try await face.post("\(Self.path)?mode=apply", Body(campaign: campaign))
            #expect(answer.status == 422)
            let fields = (answer.body["errors"] as? [[String: Any]] ?? []).compactMap { $0["field"] as? String }
            #expect(Set(fields) == ["campaign.id", "campaign.reference", "campaign.calendar"])
            #expect(try await face.post(Self.path, Body(campaign: bench.lyon.campaign)).status == 422, "mode is needed")
        }
    }
}
