import Rulebook
import TestKit
import Testing
import Vocabulary

@Suite(.timeLimit(.minutes(1)))
struct I1Tests {
    @Test func `I1: no first-degree trainer is returned`() throws {
        var sample = try Sample()
        sample.form.intervenants.firstDegreeTrainers = 0
        #expect(try sample.told(by: Rules.I1) == ["I1 returns intervenants.firstDegreeTrainers"])
        #expect(message(try sample.found(by: Rules.I1)).contains("0 formateur du premier degré par groupe"))
        sample.campaign.rules.I1.leastFirstDegree.value = 0
        #expect(try sample.told(by: Rules.I1).isEmpty)
    }

    @Test func `I1: a negative number of trainers is F7's, once`() throws {
        var sample = try Sample()
        sample.form.intervenants.firstDegreeTrainers = -1
        sample.form.intervenants.academicTrainers = -1
        #expect(try sample.told(by: Rules.I1).isEmpty)
        #expect(try sample.told(by: Rules.F7).count == 2)
    }

    @Test func `I1: without academic trainer the contract waits until a leader is named`() throws {
        var sample = try Sample()
        sample.form.intervenants.academicTrainers = 0
        let blocked = ["I1 blocks:contract intervenants.academicTrainers"]
        #expect(try sample.told(by: Rules.I1) == blocked)
        #expect(sample.told(by: Rules.I1, before: .contract) == blocked)
        #expect(sample.told(by: Rules.I1, before: .examination).isEmpty)
        #expect(message(try sample.found(by: Rules.I1)).contains("aucun formateur académique"))
        var done = StepsDone()
        done.hasNamedLeader = true
        #expect(sample.told(by: Rules.I1, before: .contract, done: done).isEmpty)
    }

    @Test func `I1: an outside speaker on the form may lead the second degree's side, once named`() throws {
        var sample = try Sample()
        sample.form.intervenants.academicTrainers = 0
        sample.form.intervenants.speakers = [
            OutsideSpeaker(
                person: try PersonID("p-s1"), organisation: try FreeText("Association Coup de pouce"),
                askedBy: .head(try .marot), hasFees: false)
        ]
        #expect(try sample.told(by: Rules.I1) == ["I1 blocks:contract intervenants.academicTrainers"])
        let breach = try #require(try sample.found(by: Rules.I1).first)
        #expect(breach.message.contains("annoncée n'est pas encore désignée"))
        #expect(!breach.message.contains("personne"))
        #expect(
            breach.remedy.contains("peut animer pour le second degré") && breach.remedy.contains("avant le contrat"))
        var done = StepsDone()
        done.hasNamedLeader = true
        #expect(sample.told(by: Rules.I1, before: .contract, done: done).isEmpty)
    }

    @Test func `I1: a plan's team lacks neither degree`() throws {
        var plan = try SamplePlan()
        func team(_ team: [TrainerID]) throws -> [String] {
            plan.groups[0] = PlannedGroup(id: try GroupID("G1"), sessions: plan.groups[0].sessions, team: team)
            return lines(.I1, plan.subject)
        }
        let first =
            "refuses groups[0].team: Groupe G1 : l'équipe compte 0 formateur du premier degré ; il en faudrait 1."
        let second =
            "refuses groups[0].team: Groupe G1 : l'équipe compte 0 formateur du second degré ; il en faudrait 1."
        #expect(try team([.academic, .primary]) == [])
        #expect(try team([]) == [first, second])
        #expect(try team([.academic, .other]) == [first])
        #expect(try team([.primary, .primary]) == [second])
        #expect(try team([.primary, TrainerID("F999")]) == [], "one whom nobody knows is T6's")
    }

    @Test func `I1: a plan's team has as many as the request asks, and the campaign's least in any case`() throws {
        var plan = try SamplePlan()
        plan.sample.form.intervenants.academicTrainers = 2
        #expect(
            lines(.I1, plan.subject) == [
                "refuses groups[0].team: Groupe G1 : l'équipe compte 1 formateur du second degré ; il en faudrait 2."
            ])
        plan = try SamplePlan.of(.on("2020-11-06"), academic: false)
        #expect(lines(.I1, plan.subject) == [])
        plan.sample.form.intervenants.firstDegreeTrainers = 0
        #expect(lines(.I1, plan.subject) == [])
        plan.sample.campaign.rules.I1.leastFirstDegree.value = 2
        #expect(
            lines(.I1, plan.subject) == [
                "refuses groups[0].team: Groupe G1 : l'équipe compte 1 formateur du premier degré ; il en faudrait 2."
            ])
    }

    @Test func `I1: with an academic trainer no leader is awaited`() throws {
        #expect(try Sample().told(by: Rules.I1, before: .contract).isEmpty)
    }
}
