import CampaignFile
import Foundation
import TestKit
import Testing
import Vocabulary

/// A checked-in campaign's text.
func sample(_ name: String) throws -> String {
    try String(contentsOf: PackageRoot.url.appendingPathComponent("Samples/\(name)/campaign.yaml"), encoding: .utf8)
}

@Suite(.timeLimit(.minutes(1)))
struct SampleCampaignTests {
    @Test func `Lyon 2020-2021 says what the cahier says`() throws {
        let campaign = try CampaignYAML.read(Array(sample("lyon-2020-2021").utf8)).get()
        let rules = campaign.rules
        #expect(campaign.id.text == "lyon-2020-2021")
        #expect(campaign.reference == "lyon-2020-09-01")
        #expect(campaign.departements.map(\.code.text) == ["01", "42", "69"])
        #expect([rules.T1.leastHours, rules.T1.mostHours].map(\.value) == [6, 12])
        #expect(rules.T1.leastHours.source == "cahier § 2")
        #expect(rules.T1.halfDayHours.source == "lecture")
        #expect(rules.T2.window.value == (try DateRange(try CivilDate("2020-10-15"), try CivilDate("2021-06-05"))))
        #expect(rules.F6.window.value == (try DateRange(try CivilDate("2020-05-01"), try CivilDate("2020-05-31"))))
        #expect(rules.T3.halfDays.value.map(\.text) == ["1A", "1P", "2A", "2P", "4A", "4P"])
        #expect(rules.T3.lastResort.value.map(\.text) == ["3A"])
        #expect(rules.T4.halfDays.value.map(\.text) == ["5A", "5P"])
        #expect(rules.T5.weekdays.value == [.tuesday, .thursday])
        #expect(rules.F4.warnBeyondKilometres.value == 25)
        #expect(
            [rules.P1.firstDegree, rules.P1.secondDegree, rules.P2.most, rules.P3.ratio].map(\.value) == [
                10, 10, 30, 2,
            ])
        #expect(rules.H2.orientations.value.count == 4)
        #expect((8...12).contains(rules.H4.classes.value.count))
        #expect(campaign.calendar.closing(on: try CivilDate("2020-11-11")) == "11 novembre")
        #expect(campaign.calendar.closing(on: try CivilDate("2020-12-21")) == "vacances de Noël")
        #expect(campaign.calendar.closing(on: try CivilDate("2020-11-12")) == nil)
    }

    @Test func `the plan's parameters and the hours of a day stand in the file`() throws {
        let campaign = try CampaignYAML.read(Array(sample("lyon-2020-2021").utf8)).get()
        let plan = try #require(campaign.scheduling)
        #expect([plan.leastGapWeeks, plan.wishedLeastGapWeeks, plan.wishedMostGapWeeks].map(\.value) == [2, 3, 8])
        #expect([plan.noonKilometres, plan.comfortPercent, plan.establishmentPerWeek].map(\.value) == [15, 75, 1])
        #expect(plan.lateNotBefore.value == (try CivilDate("2021-01-04")))
        #expect(plan.weights.value.moveTold == 400)
        let hours = try #require(campaign.dayHours)
        #expect(hours.morning == (try ClockRange(from: ClockTime("09:00"), to: ClockTime("12:00"))))
        #expect(hours.hours(of: .afternoon).french == "de 13 h 30 à 16 h 30")
    }

    @Test func `Nantes 2021-2022 is another campaign by its data alone`() throws {
        let lyon = try CampaignYAML.read(Array(sample("lyon-2020-2021").utf8)).get()
        let nantes = try CampaignYAML.read(Array(sample("nantes-2021-2022").utf8)).get()
        #expect(nantes.calendar.zone == "B")
        #expect(nantes.departements.count == 5)
        #expect(nantes.rules.P2.most.value == 24)
        #expect(nantes.rules.T3.lastResort.value.map(\.text) == ["3A", "4P"])
        #expect(lyon.rules != nantes.rules)
    }

    @Test func `a campaign comes back from JSON as it was`() throws {
        let campaign = try CampaignYAML.read(Array(sample("lyon-2020-2021").utf8)).get()
        #expect(try JSONDecoder().decode(Campaign.self, from: try JSONEncoder().encode(campaign)) == campaign)
    }
}
