import Rulebook
import TestKit
import Testing
import Vocabulary

@Suite(.timeLimit(.minutes(1)))
struct T3Tests {
    private let days = "lundi, mardi et jeudi (éventuellement mercredi matin)."

    private func lines(
        _ weekdays: [Weekday], academic: Int = 1, sessions: [SessionLength] = [.halfDay, .halfDay]
    ) throws -> [String] {
        var sample = try Sample()
        sample.form.intervenants.academicTrainers = academic
        sample.form.wishes.weekdays = weekdays
        sample.form.sessions = sessions
        return RulebookTests.lines(.T3, try sample.request)
    }

    private func lines(_ date: String, _ half: Half? = nil, academic: Bool = true) throws -> [String] {
        RulebookTests.lines(.T3, try SamplePlan.of(.on(date, half), academic: academic).subject)
    }

    @Test func `T3 hears Monday to Thursday, no wish too`() throws {
        #expect(try lines([.monday, .tuesday, .wednesday, .thursday]) == [])
        #expect(try lines([]) == [])
    }

    @Test func `T3 hears Wednesday for a half-day alone`() throws {
        #expect(try lines([.wednesday], sessions: [.fullDay, .halfDay]) == [])
        #expect(
            try lines([.tuesday, .wednesday], sessions: [.fullDay]) == [
                "warns wishes.weekdays[1]: Le mercredi n'est ouvert avec un formateur académique que le matin, et une "
                    + "séance est d'une journée : \(days)"
            ])
        #expect(
            try lines([.wednesday], sessions: [.fullDay, .fullDay]) == [
                "returns wishes.weekdays: Aucun des jours souhaités (mercredi) n'est ouvert "
                    + "avec un formateur académique : \(days.dropLast()) ; le mercredi n'est ouvert que le matin, et une "
                    + "séance est d'une journée."
            ])
    }

    @Test func `T3 warns of a weekday that isn't open`() throws {
        #expect(
            try lines([.thursday, .friday, .sunday]) == [
                "warns wishes.weekdays[1]: Le vendredi n'est pas ouvert avec un formateur académique : \(days)",
                "warns wishes.weekdays[2]: Le dimanche n'est pas ouvert avec un formateur académique : \(days)",
            ])
    }

    @Test func `T3 returns a request none of whose weekdays is open`() throws {
        #expect(
            try lines([.friday]) == [
                "returns wishes.weekdays: Aucun des jours souhaités (vendredi) n'est ouvert "
                    + "avec un formateur académique : \(days)"
            ])
    }

    @Test(arguments: [0, -1])
    func `T3 says nothing without an academic trainer`(_ academic: Int) throws {
        #expect(try lines([.friday], academic: academic) == [])
        #expect(try lines("2020-11-06", academic: false) == [])
    }

    @Test(arguments: ["2020-11-02", "2020-11-03", "2020-11-05"])
    func `T3 takes Monday, Tuesday and Thursday`(_ date: String) throws {
        #expect(try lines(date) == [])
        #expect(try lines(date, .afternoon) == [])
    }

    @Test func `T3 takes Wednesday morning as a last resort`() throws {
        let costly = "qu'en dernier recours."
        #expect(
            try lines("2020-11-04", .morning) == [
                "warns groups[0].sessions[0]: La séance du mercredi 4 novembre 2020 matin n'est possible "
                    + "avec un formateur académique \(costly)"
            ])
        let closed =
            "refuses groups[0].sessions[0]: La séance du mercredi 4 novembre 2020 après-midi n'est pas possible "
            + "avec un formateur académique : \(days)"
        #expect(try lines("2020-11-04", .afternoon) == [closed])
        #expect(
            try lines("2020-11-04") == [
                closed,
                "warns groups[0].sessions[0]: La séance du mercredi 4 novembre 2020 matin n'est possible "
                    + "avec un formateur académique \(costly)",
            ])
    }

    @Test func `T3 refuses Friday`() throws {
        #expect(
            try lines("2020-11-06") == [
                "refuses groups[0].sessions[0]: La séance du vendredi 6 novembre 2020 n'est pas possible "
                    + "avec un formateur académique : \(days)"
            ])
    }

    @Test func `T3 goes by the team too, not only by what the form asks`() throws {
        var plan = try SamplePlan.of(.on("2020-11-06"), academic: false)
        plan.groups[0] = PlannedGroup(
            id: try GroupID("G1"), sessions: plan.groups[0].sessions, team: [try .academic, try .primary])
        #expect(RulebookTests.lines(.T3, plan.subject).count == 1)
        #expect(RulebookTests.lines(.T4, plan.subject) == [])
    }
}
