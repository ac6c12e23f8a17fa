import Deciding
import Messages
import TestKit
import Testing
import ValidationDomain
import Vocabulary

@Suite(.timeLimit(.minutes(1)))
struct CampaignTests {
    private static func publish(_ campaign: Campaign, by function: Function = .dfie) -> ValidationInput {
        .publish(
            CampaignDraft(campaign: campaign, changes: Sample.text("Première révision.")), by: Sample.actor(function))
    }

    @Test func `the first revision makes the campaign, each other replaces it, and the same isn't one`() throws {
        var given = try Given()
        var campaign = try Campaign.lyon2020()
        try given.when(Self.publish(campaign))
        guard case .campaign(.published(let first))? = given.events.first else {
            Issue.record("\(given.events)")
            return
        }
        #expect(first.campaignRevision == .first)
        #expect(try given.when(Self.publish(campaign)).isEmpty)
        let objection = given.decider.objection(
            to: Self.publish(campaign), on: given.state, in: given.world, at: given.now)
        #expect(objection?.kind == .conflict)
        campaign.rules.P2.most.value = 32
        try given.when(Self.publish(campaign))
        #expect(given.state.campaign?.revision.number == 2)
    }

    @Test func `numbers beyond all sense are told with their place, the sample's are none`() throws {
        var campaign = try Campaign.lyon2020()
        #expect(try CampaignBounds.faults(in: campaign) == [])
        campaign.rules.P2.most.value = .max
        campaign.rules.T1.leastHours.value = -1
        #expect(
            try CampaignBounds.faults(in: campaign).map(\.path)
                == ["rules.P2.most.value", "rules.T1.leastHours.value"])
    }

    @Test func `only the Dfie publishes`() throws {
        var given = try Given()
        let input = Self.publish(try .lyon2020(), by: .service(departement69()))
        #expect(try given.when(input).isEmpty)
        #expect(given.decider.objection(to: input, on: given.state, in: given.world, at: given.now) == .notFound)
    }

    @Test func `nothing is published in a closed campaign`() throws {
        var given = try Given()
        try given.when(Self.publish(.lyon2020()))
        given.state = given.decider.evolve(
            given.state,
            by: .campaign(
                .closed(
                    CampaignClosed(
                        actor: Sample.actor(.dfie), campaignRevision: .first, on: try CivilDate("2021-08-31")))))
        var campaign = try Campaign.lyon2020()
        campaign.rules.P2.most.value = 32
        #expect(try given.when(Self.publish(campaign)).isEmpty)
    }

    @Test func `differences are named value by value`() throws {
        let before = try Campaign.lyon2020()
        var after = before
        after.rules.P2.most.value = 32
        after.departements.removeLast()
        let differences = try CampaignDifference.between(before, after)
        let most = CampaignDifference(path: "rules.P2.most.value", before: .integer(30), after: .integer(32))
        #expect(differences.last == most)
        #expect(differences.map(\.path) == ["departements[2].code", "departements[2].name", "rules.P2.most.value"])
        #expect(try CampaignDifference.between(before, before).isEmpty)
        let all = try CampaignDifference.between(nil, before)
        #expect(all.contains { $0.path == "rules.P2.most.value" && $0.before == nil })
    }
}
