import Messages
import Rulebook
import TestKit
import Testing
import ValidationDomain
import Vocabulary

@Suite(.timeLimit(.minutes(1)))
struct ExaminationTests {
    @Test func `Y2: the Dfie and the service both approve, then it is validated`() throws {
        var given = try Given(Sample.submitted(Sample.form()))
        try given.when(.approve, by: Sample.service)
        #expect(given.types == ["decision.opinionRecorded.v1"])
        #expect(given.objection(.approve, by: Sample.service)?.rules == [.Y2])
        try given.when(.approve)
        #expect(
            given.types == [
                "decision.opinionRecorded.v1", "decision.validated.v1", "validation.clockStopped.v1",
            ])
        guard case .validated(let validated)? = given.decisions.last else { return }
        #expect(validated.validation == .first)
        #expect(validated.actor.function == Open(.dfie))
        #expect(validated.departements == [departement69()])
        #expect(validated.themeClass.text == "francais")
        #expect(validated.groups.map(\.academicTrainers) == [1])
        #expect(validated.priority == 0)
        #expect(validated.needsMeans == false)
        #expect(try given.request.queueState == .validated)
    }

    @Test func `Y2: across two départements both services are needed`() throws {
        let ain = departement69("01")
        var given = try Given(Sample.submitted(Sample.form(), departements: [ain, departement69()]))
        try given.when(.approve)
        try given.when(.approve, by: Sample.service)
        #expect(try given.request.phase == .examination)
        try given.when(.approve, by: Sample.examiner(.service(ain)))
        #expect(try given.request.phase == .validated)
    }

    @Test func `Y2: the service of a département that isn't concerned finds nothing there`() throws {
        let given = try Given(Sample.submitted(Sample.form()))
        let other = Sample.examiner(.service(departement69("42")))
        let acts: [ExaminerAct] = [
            .approve, .refuse(breaches: [], message: nil), .giveBack(rules: [], message: nil, answerBy: nil),
            .cancel(reason: Sample.text("Non.")), .askOpinion(from: [.pole], question: nil, answerBy: nil),
        ]
        for act in acts { #expect(given.objection(act, by: other) == .notFound) }
    }

    @Test func `Y2: one authority's refusal refuses, and says whose`() throws {
        var given = try Given(Sample.submitted(Sample.form()))
        try given.when(.approve)
        #expect(given.objection(.refuse(breaches: [], message: nil), by: Sample.service)?.kind == .invalid)
        try given.when(.refuse(breaches: [], message: Sample.text("Pas de remplaçants.")), by: Sample.service)
        guard case .refused(let refused)? = given.decisions.last else { return }
        #expect(refused.actor?.function == Open(.service(departement69())))
        #expect(refused.reason?.text == "Pas de remplaçants.")
        #expect(try given.request.queueState == .refused)
    }

    @Test func `a refusal's reasons are the verdict's breaches, by number or by rule`() throws {
        var form = try Sample.form()
        form.council.studied = false
        form.groups[0].teachers[0].firstDegree = try HeadCount(8)
        var given = try Given(Sample.submitted(form))
        let breaches = try given.request.breaches
        #expect(Set(breaches.map(\.rule)) == [.P1, .H3])
        #expect(given.objection(.refuse(breaches: [.rule(.T3)], message: nil))?.kind == .invalid)
        #expect(given.objection(.refuse(breaches: [.index(9)], message: nil))?.kind == .invalid)
        try given.when(.refuse(breaches: [.rule(.H3), .index(0)], message: nil))
        guard case .refused(let refused)? = given.decisions.last else { return }
        #expect(refused.rules == [Open(.P1), Open(.H3)])
        #expect(refused.breaches == breaches.map { Open($0) })
    }

    @Test func `H4: without a theme class a person has to settle one`() throws {
        var form = try Sample.form()
        form.theme.proposedClass = nil
        var given = try Given(Sample.submitted(form))
        #expect(given.objection(.approve)?.rules == [.H4])
        let campaign = try #require(given.world.campaign)
        let settlement = Settlement.proposed(
            try ThemeClassID("mathematiques"), by: form, in: campaign.campaign, places: SamplePlaces())
        try given.when(.settle(settlement), by: Sample.service)
        try given.when(.approve)
        try given.when(.approve, by: Sample.service)
        guard case .validated(let validated)? = given.decisions.last else { return }
        #expect(validated.themeClass.text == "mathematiques")
    }

    @Test func `H4, F7, I1, T5: what is settled is sound by the campaign, all faults at once`() throws {
        let given = try Given(Sample.submitted(Sample.form()))
        let group = GroupSettled(
            group: try GroupID("G1"), academicTrainers: 9, firstDegreeTrainers: 0, ashTrainers: 10, namedTrainers: [])
        let objection = given.objection(
            .settle(
                Settlement(
                    themeClass: try ThemeClassID("poterie"), concernsSpecialNeeds: false, priority: 10,
                    groups: [group])))
        #expect(objection?.kind == .invalid)
        #expect(objection?.rules == [.H4, .F7, .I1, .T5])
        #expect(objection?.lines.map(\.field).contains("priority") == true)
    }

    @Test func `F1, H2: a renewal has priority 2, priority education one more`() throws {
        var form = try Sample.form()
        form.origin = .renewal
        form.groups[0].establishments.append(SamplePlaces.cesaire)
        let settlement = Settlement.proposed(by: form, in: try .lyon2020(), places: SamplePlaces())
        #expect(settlement?.priority == 3)
    }

    @Test func `what is settled anew after a vote voids it`() throws {
        var given = try Given(Sample.submitted(Sample.form()))
        try given.when(.approve)
        let campaign = try #require(given.world.campaign)
        var settlement = try #require(
            Settlement.proposed(by: Sample.form(), in: campaign.campaign, places: SamplePlaces()))
        settlement.groups[0].academicTrainers = 2
        try given.when(.settle(settlement))
        #expect(given.types == ["validation.votesVoided.v1", "validation.settled.v1"])
        #expect(try given.request.votes.isEmpty)
        #expect(given.objection(.settle(settlement))?.kind == .conflict)
    }

    @Test func `days in examination stop while it is returned`() throws {
        var given = try Given()
        try given.when(Sample.submitted(Sample.form()), at: Sample.june)
        try given.when(
            .act(.giveBack(rules: [], message: Sample.text("Précisez."), answerBy: nil), by: Sample.dfie),
            at: Sample.june + .seconds(3 * 86_400))
        #expect(try given.request.clock.days(at: Sample.june + .seconds(20 * 86_400)) == 3)
        try given.when(Sample.amended(Sample.form(), to: 2), at: Sample.june + .seconds(20 * 86_400))
        #expect(try given.request.clock.days(at: Sample.june + .seconds(22 * 86_400)) == 5)
    }

    @Test func `a return without anything to correct, or with a rule that found nothing, isn't one`() throws {
        let given = try Given(Sample.submitted(Sample.form()))
        #expect(given.objection(.giveBack(rules: [], message: nil, answerBy: nil))?.kind == .invalid)
        #expect(given.objection(.giveBack(rules: [.T3], message: nil, answerBy: nil))?.kind == .invalid)
        let past = try CivilDate("2020-06-07")
        #expect(
            given.objection(.giveBack(rules: [], message: Sample.text("Vu."), answerBy: past))?.lines.first?.field
                == "answerBy")
    }

    @Test func `an amendment voids votes, settlement and decisions on persons`() throws {
        var form = try Sample.form()
        let speaker = try OutsideSpeaker(
            person: PersonID("x-s01"), organisation: FreeText("Association (inventée)"),
            askedBy: .head(SamplePlaces.marot), hasFees: true)
        form.intervenants.speakers = [speaker]
        var given = try Given(Sample.submitted(form))
        try given.when(.decideSpeaker(speaker.person, isValidated: true, reason: nil))
        try given.when(.approve)
        form.hours = 6
        form.commitsOverTime = true
        try given.when(Sample.amended(form, to: 2, answersReturn: false))
        #expect(given.types.prefix(2) == ["validation.amended.v1", "validation.votesVoided.v1"])
        #expect(try given.request.votes.isEmpty)
        #expect(try given.request.speakers.isEmpty)
        try given.when(Sample.amended(form, to: 2))
        #expect(given.events == [.note(.passedOver(RequestAmended.type, .outdated))])
    }

    @Test func `an amendment that crossed the validation makes it void, and says so`() throws {
        var given = try Given(Sample.submitted(Sample.form()))
        try given.when(.approve)
        try given.when(.approve, by: Sample.service)
        try given.when(Sample.amended(Sample.form(), to: 2, answersReturn: false))
        guard case .returned(let returned)? = given.decisions.first else {
            Issue.record("\(given.events)")
            return
        }
        #expect(returned.requestRevision == .first)
        #expect(returned.message?.text.contains("révision 2") == true)
        #expect(try given.request.phase == .examination)
        #expect(try given.request.votes.isEmpty)
    }

    @Test func `I2, I3: decided by the Dfie and the Pôle on persons whom the form names`() throws {
        var form = try Sample.form()
        form.intervenants.speakers = [
            try OutsideSpeaker(
                person: PersonID("x-s01"), organisation: FreeText("Association (inventée)"),
                askedBy: .head(SamplePlaces.marot), hasFees: false)
        ]
        form.intervenants.lecturers = [
            try Lecturer(person: PersonID("x-l01"), university: FreeText("Université Lyon 2"), askedThroughPole: true)
        ]
        var given = try Given(Sample.submitted(form))
        #expect(try given.request.queueState == .examination, "pending ones block the contract, not the examination")
        let speaker = ExaminerAct.decideSpeaker(try PersonID("x-s01"), isValidated: true, reason: nil)
        #expect(given.objection(speaker, by: Sample.service) == .notFound)
        #expect(given.objection(.decideSpeaker(try PersonID("x-s09"), isValidated: true, reason: nil)) == .notFound)
        try given.when(speaker)
        #expect(given.types == ["decision.speakerDecided.v1"])
        #expect(given.objection(speaker)?.rules == [.I2])
        let lecturer = ExaminerAct.decideLecturer(try PersonID("x-l01"), isAgreed: false, reason: nil)
        #expect(given.objection(lecturer, by: Sample.service) == .notFound)
        try given.when(lecturer, by: Sample.examiner(.pole))
        guard case .lecturerDecided(let decided)? = given.decisions.first else { return }
        #expect(decided.actor.function == Open(.pole))
    }

    @Test func `H3: an opinion is asked, then given by who was asked, or by the Dfie for them`() throws {
        let referent = Function.referent(SamplePlaces.marot)
        var given = try Given(Sample.submitted(Sample.form()))
        let opinion = ExaminerAct.recordOpinion(from: referent, .reserved, comment: Sample.text("À voir."))
        #expect(given.objection(opinion, by: Sample.examiner(referent))?.rules == [.H3])
        #expect(
            given.objection(.askOpinion(from: [.head(SamplePlaces.marot)], question: nil, answerBy: nil))?.kind
                == .invalid)
        for authority in [Function.dfie, .service(departement69())] {
            let asked = given.objection(.askOpinion(from: [authority], question: nil, answerBy: nil))
            #expect(asked?.kind == .invalid)
            #expect(asked?.rules == [.Y2], "it votes, and could never answer")
        }
        try given.when(.askOpinion(from: [referent], question: nil, answerBy: nil), by: Sample.service)
        #expect(given.types == ["decision.opinionAsked.v1"])
        #expect(given.objection(opinion, by: Sample.examiner(.referent(SamplePlaces.cesaire))) == .notFound)
        try given.when(opinion, by: Sample.examiner(referent))
        #expect(try given.request.opinions.map(\.from) == [referent])
        #expect(try given.request.votes.isEmpty)
        #expect(given.objection(.recordOpinion(from: .dfie, .favourable, comment: nil))?.rules == [.Y2])
    }
}
