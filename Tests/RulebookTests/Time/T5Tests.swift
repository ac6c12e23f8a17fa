import Rulebook
import TestKit
import Testing
import Vocabulary

@Suite(.timeLimit(.minutes(1)))
struct T5Tests {
    /// The theme says that it concerns pupils with special needs, or its class does.
    private func sample(says: Bool = true, theme: String? = "ecole-inclusive", _ weekdays: [Weekday]) throws -> Sample {
        var sample = try Sample()
        sample.form.theme.concernsSpecialNeeds = says
        sample.form.theme.proposedClass = try theme.map { try ThemeClassID($0) }
        sample.form.wishes.weekdays = weekdays
        return sample
    }

    private func lines(_ sample: Sample) throws -> [String] { RulebookTests.lines(.T5, try sample.request) }

    @Test func `T5 warns where neither Tuesday nor Thursday is wished`() throws {
        let warning =
            "warns wishes.weekdays: La thématique concerne les EABEP et aucun des jours souhaités (lundi et vendredi) "
            + "n'est de ceux-ci : mardi et jeudi."
        #expect(try lines(sample([.monday, .friday])) == [warning])
        #expect(try lines(sample(theme: nil, [.monday, .friday])) == [warning])
        #expect(try lines(sample([.monday, .thursday])) == [])
        #expect(try lines(sample([])) == [])
        #expect(try lines(sample(says: false, theme: "francais", [.monday, .friday])) == [])
    }

    @Test func `T5 warns without an academic trainer too, and says how to get one`() throws {
        var sample = try sample([.friday])
        sample.form.intervenants.academicTrainers = 0
        let breaches = Rules.judge(try sample.request).breaches.filter { $0.rule == .T5 }
        #expect(breaches.map(\.severity) == [.warns])
        #expect(breaches.allSatisfy { $0.remedy.contains("demandez un formateur académique") })
    }

    @Test func `T5 warns where the form and the class disagree`() throws {
        #expect(
            try lines(sample(theme: "francais", [.tuesday])) == [
                "warns theme.concernsSpecialNeeds: La demande dit que la thématique concerne les EABEP, "
                    + "mais la classe proposée (Français) ne les concerne pas."
            ])
        #expect(
            try lines(sample(says: false, [.monday])) == [
                "warns wishes.weekdays: La thématique concerne les EABEP et aucun des jours souhaités (lundi) "
                    + "n'est de ceux-ci : mardi et jeudi.",
                "warns theme.concernsSpecialNeeds: La classe de thème proposée (École inclusive) concerne les EABEP, "
                    + "mais la demande dit que la thématique ne les concerne pas.",
            ])
        #expect(try lines(sample(theme: "inconnue", [.tuesday])) == [])
    }

    private func lines(_ date: String, _ team: [TrainerID], academic: Bool = true) throws -> [String] {
        var plan = try SamplePlan.of(.on(date), academic: academic)
        plan.sample.form.theme.concernsSpecialNeeds = true
        plan.groups[0] = PlannedGroup(id: try GroupID("G1"), sessions: plan.groups[0].sessions, team: team)
        return RulebookTests.lines(.T5, plan.subject)
    }

    @Test func `T5 prefers Tuesday and Thursday in a plan`() throws {
        let team = [try TrainerID.academic, try .primary]
        #expect(try lines("2020-11-03", team) == [])
        #expect(try lines("2020-11-05", team) == [])
        #expect(
            try lines("2020-11-02", team) == [
                "warns groups[0].sessions[0]: La thématique concerne les EABEP et la séance du lundi 2 novembre 2020 "
                    + "n'est pas un de ces jours : mardi et jeudi."
            ])
    }

    @Test func `T5 wants an ASH trainer among the academic ones`() throws {
        let missing =
            "warns groups[0].team: Groupe G1 : l'équipe compte 0 formateur académique à valence ASH ; il en faudrait 1."
        #expect(try lines("2020-11-03", [.other, .primary]) == [missing])
        #expect(try lines("2020-11-03", [.other, .academic]) == [])
        #expect(try lines("2020-11-03", []) == [missing])
        // No academic trainer is asked: there is none to be ASH.
        #expect(try lines("2020-11-03", [.primary], academic: false) == [])
    }

    @Test func `T5 says nothing of other themes in a plan`() throws {
        #expect(RulebookTests.lines(.T5, try SamplePlan.of(.on("2020-11-02")).subject) == [])
    }
}
