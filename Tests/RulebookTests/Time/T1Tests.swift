import Rulebook
import Testing
import Vocabulary

@Suite(.timeLimit(.minutes(1)))
struct T1Tests {
    private func lines(hours: Int, _ sessions: [SessionLength]) throws -> [String] {
        var sample = try Sample()
        sample.form.hours = hours
        sample.form.sessions = sessions
        return RulebookTests.lines(.T1, try sample.request)
    }

    @Test(arguments: [
        (6, [SessionLength.fullDay]), (6, [.halfDay, .halfDay]), (9, [.fullDay, .halfDay]), (9, [.halfDay, .fullDay]),
        (12, [.fullDay, .fullDay]),
    ])
    func `T1 takes 6 to 12 hours in one or two sessions`(_ hours: Int, _ sessions: [SessionLength]) throws {
        #expect(try lines(hours: hours, sessions) == [])
    }

    @Test func `T1 refuses fewer hours and more`() throws {
        let frame = "sort du cadre des ALP interdegrés, de 6 à 12 heures."
        #expect(try lines(hours: 3, [.halfDay]) == ["refuses hours: La durée demandée (3 h) \(frame)"])
        #expect(
            try lines(hours: 15, [.fullDay, .fullDay, .halfDay]) == [
                "refuses hours: La durée demandée (15 h) \(frame)",
                "returns sessions: Chaque groupe aurait 3 séances ; le cadre en prévoit 2 au plus.",
            ])
        #expect(
            try lines(hours: .min, [.fullDay]) == [
                "refuses hours: La durée demandée (\(Int.min) h) \(frame)",
                "returns hours: La durée demandée est de \(Int.min) heures ; les séances indiquées font 6 heures.",
            ])
    }

    @Test func `T1 returns a form without sessions`() throws {
        #expect(try lines(hours: 6, []) == ["returns sessions: Aucune séance n'est indiquée."])
    }

    @Test func `T1 returns hours that the sessions don't make`() throws {
        #expect(
            try lines(hours: 9, [.fullDay]) == [
                "returns hours: La durée demandée est de 9 heures ; les séances indiquées font 6 heures."
            ])
        #expect(
            try lines(hours: 12, [.halfDay, .halfDay, .halfDay, .halfDay]) == [
                "returns sessions: Chaque groupe aurait 4 séances ; le cadre en prévoit 2 au plus."
            ])
    }

    @Test func `T1 takes its numbers from the campaign`() throws {
        var sample = try Sample()
        sample.campaign.rules.T1.leastHours.value = 8
        sample.campaign.rules.T1.halfDayHours.value = 4
        sample.form.hours = 8
        #expect(RulebookTests.lines(.T1, try sample.request) == [])
        sample.campaign.rules.T1.halfDayHours.value = .max
        #expect(
            RulebookTests.lines(.T1, try sample.request) == [
                "returns hours: La durée demandée est de 8 heures ; les séances indiquées font bien plus."
            ])
    }

    @Test func `T1 wants a plan's sessions as the form's, in their order`() throws {
        var plan = try SamplePlan()
        plan.sample.form.sessions = [.fullDay, .halfDay]
        func lines(_ sessions: PlannedSession...) throws -> [String] {
            plan.groups = [PlannedGroup(id: try GroupID("G1"), sessions: sessions, team: [])]
            return RulebookTests.lines(.T1, plan.subject)
        }
        let wanted = "la demande prévoit : journée et demi-journée."
        #expect(try lines(.on("2020-11-03"), .on("2020-11-17", .morning)) == [])
        #expect(
            try lines(.on("2020-11-03")) == [
                "refuses groups[0].sessions: Le groupe G1 a pour séances : journée ; \(wanted)"
            ])
        #expect(try lines() == ["refuses groups[0].sessions: Le groupe G1 a pour séances : aucune ; \(wanted)"])
        #expect(
            try lines(.on("2020-11-03", .morning), .on("2020-11-17")) == [
                "refuses groups[0].sessions: Le groupe G1 a pour séances : demi-journée et journée ; \(wanted)"
            ])
    }

    @Test func `T1 wants a group's sessions one after the other`() throws {
        var plan = try SamplePlan()
        plan.sample.form.sessions = [.halfDay, .halfDay]
        func lines(_ first: PlannedSession, _ second: PlannedSession) throws -> [String] {
            plan.groups = [PlannedGroup(id: try GroupID("G1"), sessions: [first, second], team: [])]
            return RulebookTests.lines(.T1, plan.subject)
        }
        #expect(try lines(.on("2020-11-03", .morning), .on("2020-11-03", .afternoon)) == [])
        #expect(
            try lines(.on("2020-11-17", .morning), .on("2020-11-03", .afternoon)) == [
                "refuses groups[0].sessions[1]: Groupe G1 : la séance du mardi 3 novembre 2020 après-midi "
                    + "ne vient pas après celle du mardi 17 novembre 2020 matin."
            ])
        plan.sample.form.sessions = [.fullDay, .halfDay]
        #expect(
            try lines(.on("2020-11-03"), .on("2020-11-03", .afternoon)) == [
                "refuses groups[0].sessions[1]: Groupe G1 : la séance du mardi 3 novembre 2020 après-midi "
                    + "ne vient pas après celle du mardi 3 novembre 2020."
            ])
    }

    @Test func `T1 wants each group of the form once`() throws {
        let day = [try PlannedSession.on("2020-11-03")]
        var plan = try SamplePlan.two(day, [], day, [])
        #expect(RulebookTests.lines(.T1, plan.subject) == [])
        plan.groups[1] = PlannedGroup(id: try GroupID("G1"), sessions: day, team: [])
        #expect(
            RulebookTests.lines(.T1, plan.subject) == [
                "refuses groups: Le groupe G2 n'a pas de séance dans le calendrier.",
                "refuses groups[1]: Le groupe G1 est placé deux fois dans le calendrier.",
            ])
        plan.groups[1] = PlannedGroup(id: try GroupID("G3"), sessions: [], team: [])
        #expect(
            RulebookTests.lines(.T1, plan.subject) == [
                "refuses groups: Le groupe G2 n'a pas de séance dans le calendrier.",
                "refuses groups[1]: Le groupe G3 du calendrier n'est pas dans la demande.",
            ])
    }
}
