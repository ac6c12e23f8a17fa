import Rulebook
import TestKit
import Testing
import Vocabulary

@Suite(.timeLimit(.minutes(1)))
struct T7Tests {
    private func line(_ half: String, _ departement: String, _ left: String, _ asked: Int) -> String {
        "refuses groups[0].sessions[0]: Le mardi 3 novembre 2020 \(half), le département \(departement) peut encore "
            + "remplacer \(left) du premier degré ; il en faudrait \(asked)."
    }

    @Test func `T7 takes the last replacement and not one more`() throws {
        var plan = try SamplePlan.of(.on("2020-11-03", .morning))
        plan.left = 10
        #expect(lines(.T7, plan.subject) == [])
        plan.left = 9
        #expect(lines(.T7, plan.subject) == [line("matin", "69 (Rhône)", "9 enseignants", 10)])
    }

    @Test func `T7 counts every half-day of a full day`() throws {
        var plan = try SamplePlan()
        plan.replacements = [try Departement("69"): [try HalfDay("2020-11-03A"): 10]]
        #expect(lines(.T7, plan.subject) == [line("après-midi", "69 (Rhône)", "0 enseignant", 10)])
        plan.replacements = [try Departement("69"): [try HalfDay("2020-11-03A"): -4]]
        #expect(
            lines(.T7, plan.subject) == [
                line("matin", "69 (Rhône)", "0 enseignant", 10), line("après-midi", "69 (Rhône)", "0 enseignant", 10),
            ])
    }

    @Test func `T7 adds the groups that meet at the same time`() throws {
        let (morning, afternoon) = (
            try PlannedSession.on("2020-11-03", .morning), try PlannedSession.on("2020-11-03", .afternoon)
        )
        var plan = try SamplePlan.two([morning], [], [morning], [])
        plan.left = 13
        #expect(lines(.T7, plan.subject) == [line("matin", "69 (Rhône)", "13 enseignants", 14)])
        plan = try SamplePlan.two([morning], [], [afternoon], [])
        plan.left = 13
        #expect(lines(.T7, plan.subject) == [])
    }

    @Test func `T7 counts each département by itself`() throws {
        var plan = try SamplePlan.of(.on("2020-11-03", .morning))
        plan.sample.form.groups[0].teachers = [
            try .of("69", first: 6, second: 5), try .of("01", first: 6, second: 5), try .of("42", first: 0, second: 3),
        ]
        plan.left = 6
        #expect(lines(.T7, plan.subject) == [])
        plan.left = 5
        #expect(
            lines(.T7, plan.subject) == [
                line("matin", "01 (Ain)", "5 enseignants", 6), line("matin", "69 (Rhône)", "5 enseignants", 6),
            ])
        plan.replacements = [:]
        #expect(lines(.T7, plan.subject).count == 2)
    }

    @Test func `T7 takes from the campaign how many a trainee uses`() throws {
        var plan = try SamplePlan.of(.on("2020-11-03", .morning))
        plan.sample.campaign.rules.T7.teachersPerTrainee.value = 2
        #expect(lines(.T7, plan.subject) == [])
        plan.left = 19
        #expect(lines(.T7, plan.subject) == [line("matin", "69 (Rhône)", "19 enseignants", 20)])
        plan.sample.campaign.rules.T7.teachersPerTrainee.value = .max
        #expect(lines(.T7, plan.subject) == [line("matin", "69 (Rhône)", "19 enseignants", .max)])
    }

    @Test func `T7 has nothing to count for a group that the form doesn't know`() throws {
        var plan = try SamplePlan()
        plan.groups[0] = PlannedGroup(id: try GroupID("G9"), sessions: plan.groups[0].sessions, team: [])
        plan.replacements = [:]
        #expect(lines(.T7, plan.subject) == [])
    }
}
