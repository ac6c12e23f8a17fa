import Rulebook
import Testing
import Vocabulary

@Suite(.timeLimit(.minutes(1)))
struct H4Tests {
    @Test func `H4: no theme class proposed warns`() throws {
        var sample = try Sample()
        sample.form.theme.proposedClass = nil
        #expect(try sample.told(by: Rules.H4) == ["H4 warns theme.proposedClass"])
        #expect(try sample.found(by: Rules.H4)[0].remedy.contains("École inclusive (ecole-inclusive)"))
    }

    @Test func `H4: a class that the campaign doesn't know is returned`() throws {
        var sample = try Sample()
        sample.form.theme.proposedClass = try ThemeClassID("latin")
        #expect(try sample.told(by: Rules.H4) == ["H4 returns theme.proposedClass"])
        #expect(message(try sample.found(by: Rules.H4)).contains("« latin »"))
        #expect(try sample.found(by: Rules.H4)[0].remedy.contains("Français (francais)"))
    }

    @Test func `H4: a plan's trainers have the class that the examination settled`() throws {
        var plan = try SamplePlan()
        let week = Set(Weekday.allCases.flatMap { day in Half.allCases.map { WeeklyHalfDay(day, $0) } })
        plan.trainers[try .academic] = PlannedTrainer(
            degree: .second, isASH: true, skills: [try ThemeClassID("francais")], free: week, taken: [])
        #expect(lines(.H4, plan.subject) == [])
        plan.themeClass = try ThemeClassID("francais")
        #expect(lines(.H4, plan.subject) == [])
        plan.themeClass = try ThemeClassID("mathematiques")
        #expect(
            lines(.H4, plan.subject) == [
                "refuses groups[0].team[0]: Groupe G1 : le formateur F001 ne prend pas en charge la classe de thème "
                    + "« Mathématiques »."
            ])
    }
}
