import Rulebook
import TestKit
import Testing
import Vocabulary

@Suite(.timeLimit(.minutes(1)))
struct T4Tests {
    private func lines(_ weekdays: [Weekday], academic: Int = 0) throws -> [String] {
        var sample = try Sample()
        sample.form.intervenants.academicTrainers = academic
        sample.form.wishes.weekdays = weekdays
        return RulebookTests.lines(.T4, try sample.request)
    }

    private func lines(_ date: String, _ half: Half? = nil, academic: Bool = false) throws -> [String] {
        RulebookTests.lines(.T4, try SamplePlan.of(.on(date, half), academic: academic).subject)
    }

    @Test func `T4 opens Friday, and warns of what isn't open`() throws {
        #expect(try lines([.friday]) == [])
        #expect(try lines([]) == [])
        #expect(
            try lines([.tuesday, .friday]) == [
                "warns wishes.weekdays[0]: Le mardi n'est pas ouvert sans formateur académique : vendredi."
            ])
    }

    @Test func `T4 returns a request none of whose weekdays is open`() throws {
        #expect(
            try lines([.monday, .tuesday]) == [
                "returns wishes.weekdays: Aucun des jours souhaités (lundi et mardi) n'est ouvert "
                    + "sans formateur académique : vendredi."
            ])
    }

    @Test func `T4 says nothing with an academic trainer`() throws {
        #expect(try lines([.monday], academic: 1) == [])
        #expect(try lines("2020-11-03", academic: true) == [])
    }

    @Test func `T4 takes Friday, morning or afternoon or both, and refuses Thursday`() throws {
        #expect(try lines("2020-11-06") == [])
        #expect(try lines("2020-11-06", .morning) == [])
        #expect(try lines("2020-11-06", .afternoon) == [])
        #expect(
            try lines("2020-11-05") == [
                "refuses groups[0].sessions[0]: La séance du jeudi 5 novembre 2020 n'est pas possible "
                    + "sans formateur académique : vendredi."
            ])
    }

    @Test func `T4 takes other half-days where the campaign opens them`() throws {
        var plan = try SamplePlan.of(.on("2020-11-05"), academic: false)
        plan.sample.campaign.rules.T4.halfDays.value = [WeeklyHalfDay(.thursday, .morning)]
        #expect(
            RulebookTests.lines(.T4, plan.subject) == [
                "refuses groups[0].sessions[0]: La séance du jeudi 5 novembre 2020 après-midi n'est pas possible "
                    + "sans formateur académique : jeudi matin."
            ])
        plan.sample.campaign.rules.T4.halfDays.value = []
        #expect(
            RulebookTests.lines(.T4, plan.subject) == [
                "refuses groups[0].sessions[0]: La séance du jeudi 5 novembre 2020 n'est pas possible "
                    + "sans formateur académique : aucun jour."
            ])
    }
}
