import Rulebook
import TestKit
import Testing
import Vocabulary

@Suite(.timeLimit(.minutes(1)))
struct T6Tests {
    private func trainer(_ degree: Degree = .second, free: [String], taken: [String] = []) throws -> PlannedTrainer {
        PlannedTrainer(
            degree: degree, isASH: false, skills: nil, free: Set(try free.map { try WeeklyHalfDay($0) }),
            taken: Set(try taken.map { try HalfDay($0) }))
    }

    @Test func `T6 refuses a trainer that nobody knows`() throws {
        var plan = try SamplePlan()
        plan.trainers[try .academic] = nil
        #expect(
            lines(.T6, plan.subject) == ["refuses groups[0].team[0]: Groupe G1 : le formateur F001 n'est pas connu."])
    }

    @Test func `T6 takes an academic trainer on the half-days they are freed alone`() throws {
        var plan = try SamplePlan()
        plan.trainers[try .academic] = try trainer(free: ["2A", "4A", "4P"])
        #expect(
            lines(.T6, plan.subject) == [
                "refuses groups[0].team[0]: Groupe G1 : le formateur F001 n'est pas déchargé le "
                    + "mardi 3 novembre 2020 après-midi."
            ])
        #expect(
            Rules.judge(plan.subject).breaches.map(\.remedy) == [
                "Choisissez un autre formateur, ou une de ses demi-journées de décharge (mardi matin et jeudi)."
            ])
    }

    @Test func `T6 holds for trainers of the first degree likewise`() throws {
        var plan = try SamplePlan.of(.on("2020-11-03", .morning))
        plan.trainers[try .primary] = try trainer(.first, free: [])
        #expect(
            lines(.T6, plan.subject) == [
                "refuses groups[0].team[1]: Groupe G1 : le formateur C001 n'est pas déchargé le "
                    + "mardi 3 novembre 2020 matin."
            ])
    }

    @Test func `T6 refuses a trainer who leads elsewhere`() throws {
        var plan = try SamplePlan()
        plan.trainers[try .academic] = try trainer(free: ["2A", "2P"], taken: ["2020-11-03P", "2020-11-10A"])
        #expect(
            lines(.T6, plan.subject) == [
                "refuses groups[0].team[0]: Groupe G1 : le formateur F001 est déjà pris le "
                    + "mardi 3 novembre 2020 après-midi."
            ])
    }

    @Test func `T6 refuses one trainer in two groups at once`() throws {
        let (morning, day) = (try PlannedSession.on("2020-11-03", .morning), try PlannedSession.on("2020-11-03"))
        let afternoon = try PlannedSession.on("2020-11-03", .afternoon)
        let team = [try TrainerID.academic, try .primary]
        #expect(lines(.T6, try SamplePlan.two([morning], team, [afternoon], team).subject) == [])
        #expect(lines(.T6, try SamplePlan.two([day], team, [day], [.other]).subject) == [])
        #expect(
            lines(.T6, try SamplePlan.two([morning], team, [day], [.other, .academic]).subject) == [
                "refuses groups[1].team[1]: Groupe G2 : le formateur F001 intervient déjà le "
                    + "mardi 3 novembre 2020 matin dans le groupe G1."
            ])
    }

    @Test func `T6 names a trainer once who stands twice in a team`() throws {
        var plan = try SamplePlan()
        plan.groups[0] = PlannedGroup(
            id: try GroupID("G1"), sessions: plan.groups[0].sessions, team: [try .academic, try .academic])
        #expect(lines(.T6, plan.subject) == [])
    }
}
