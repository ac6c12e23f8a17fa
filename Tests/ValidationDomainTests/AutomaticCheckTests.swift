import Messages
import Rulebook
import Testing
import ValidationDomain
import Vocabulary

@Suite(.timeLimit(.minutes(1)))
struct AutomaticCheckTests {
    @Test func `Y2: a request without a breach is examined, and its days count`() throws {
        let given = try Given(Sample.submitted(Sample.form()))
        #expect(given.types == ["validation.submitted.v1", "validation.judged.v1", "validation.clockStarted.v1"])
        #expect(try given.request.queueState == .examination)
        #expect(try given.request.missingVotes == [.dfie, .service(departement69())])
    }

    @Test func `P2: what has to be corrected goes back at once, by nobody, with every breach`() throws {
        var form = try Sample.form()
        form.groups[0].teachers[0].firstDegree = try HeadCount(25)
        let given = try Given(Sample.submitted(form))
        guard case .returned(let returned)? = given.decisions.first else {
            Issue.record("\(given.events)")
            return
        }
        #expect(returned.actor == nil)
        #expect(returned.campaignRevision == .first)
        #expect(returned.requestRevision == .first)
        #expect(returned.breaches.contains { $0.value?.rule == .P2 })
        #expect(try given.request.phase == .returned)
        #expect(try given.request.clock.runningSince == nil)
    }

    @Test func `F5: without an IEN a refusal is only proposed, and the authorities decide`() throws {
        var form = try Sample.form()
        form.pilots.removeLast()
        var given = try Given(Sample.submitted(form))
        #expect(given.decisions.isEmpty)
        #expect(try given.request.queueState == .refusalProposed)
        #expect(given.objection(.approve)?.rules == [.F5])
        try given.when(.refuse(breaches: [], message: nil))
        guard case .refused(let refused)? = given.decisions.last else {
            Issue.record("\(given.events)")
            return
        }
        #expect(refused.rules == [Open(.F5)])
        #expect(refused.actor?.function == Open(.dfie))
    }

    @Test func `F6: a late one is kept and waits for a person`() throws {
        var given = try Given(Sample.submitted(Sample.form(), at: Sample.june))
        #expect(try given.request.queueState == .late)
        #expect(given.objection(.approve)?.rules == [.F6])
        #expect(given.objection(.late(accept: true, reason: Sample.text("Vu.")), by: Sample.service)?.kind == .notFound)
        try given.when(.late(accept: true, reason: Sample.text("La grève a retardé l'envoi.")))
        #expect(given.types == ["decision.lateAccepted.v1"])
        #expect(try given.request.queueState == .examination)
        #expect(given.objection(.approve) == nil)
        #expect(given.objection(.late(accept: true, reason: Sample.text("Encore.")))?.rules == [.F6])
    }

    @Test func `F6: not accepted, it is refused for being late`() throws {
        var given = try Given(Sample.submitted(Sample.form(), at: Sample.june))
        try given.when(.late(accept: false, reason: Sample.text("Les dates sont prises.")))
        guard case .refused(let refused)? = given.decisions.first else {
            Issue.record("\(given.events)")
            return
        }
        #expect(refused.rules == [Open(.F6)])
        #expect(try given.request.phase == .refused)
    }

    @Test func `F6: it stays in time when it is amended in June`() throws {
        var form = try Sample.form()
        form.announcesMoreTrainees = false
        form.groups[0].teachers[0].firstDegree = try HeadCount(25)
        var given = try Given(Sample.submitted(form))
        try given.when(Sample.amended(Sample.form(), to: 2))
        #expect(try given.request.queueState == .examination)
        #expect(try given.request.requestRevision.number == 2)
    }

    @Test func `F5: missing consents wait and don't return; the last one opens the examination`() throws {
        var form = try Sample.form()
        form.pilots[1].agrees = false
        let inspector = form.pilots[1].function
        var given = try Given(Sample.submitted(form, channel: .api))
        #expect(try given.request.queueState == .awaitingConsents)
        #expect(given.objection(.approve)?.rules == [.F5])
        try given.when(Sample.consented(inspector, true))
        #expect(given.types == ["validation.consented.v1", "validation.judged.v1"])
        #expect(try given.request.queueState == .examination)
    }

    @Test func `F5: a pilot who says no sends it back`() throws {
        var form = try Sample.form()
        form.pilots[1].agrees = false
        var given = try Given(Sample.submitted(form, channel: .api))
        try given.when(Sample.consented(form.pilots[1].function, false))
        guard case .returned(let returned)? = given.decisions.first else {
            Issue.record("\(given.events)")
            return
        }
        #expect(returned.breaches.first?.value?.rule == .F5)
        #expect(returned.breaches.first?.value?.place == "pilots[1].agrees")
        #expect(try given.request.phase == .returned)
    }

    @Test func `F5: a consent on another revision, or of somebody else, changes nothing`() throws {
        var form = try Sample.form()
        form.pilots[1].agrees = false
        var given = try Given(Sample.submitted(form, channel: .api))
        try given.when(Sample.consented(form.pilots[1].function, true, on: 2))
        #expect(given.events == [.note(.passedOver(RequestConsented.type, .outdated))])
        try given.when(Sample.consented(.head(SamplePlaces.cesaire), true))
        #expect(given.events == [.note(.passedOver(RequestConsented.type, .notAPilot))])
        #expect(try given.request.queueState == .awaitingConsents)
    }

    @Test func `what comes before its campaign is kept, and judged once it is published`() throws {
        var given = try Given()
        let campaign = given.world.campaign
        given.world.campaign = nil
        try given.when(Sample.submitted(Sample.form()))
        #expect(given.types == ["validation.submitted.v1", "validation.awaitsCampaign.v1"])
        #expect(try given.request.queueState == .awaitingCampaign)
        #expect(try given.when(.judge).isEmpty)
        #expect(given.objection(.approve)?.kind == .conflict)
        given.world.campaign = campaign
        try given.when(.judge)
        #expect(given.types == ["validation.judged.v1", "validation.clockStarted.v1"])
        #expect(try given.request.queueState == .examination)
        #expect(try given.when(.judge).isEmpty)
    }

    @Test func `a revision of the campaign that isn't known yet is awaited too`() throws {
        var given = try Given(Sample.submitted(Sample.form(), campaignRevision: 2))
        #expect(try given.request.queueState == .awaitingCampaign)
        try given.campaign { $0.academie = "académie de Lyon !" }
        try given.when(.judge)
        #expect(try given.request.judgement?.campaignRevision.number == 2)
    }

    @Test func `another campaign revision voids votes only where the verdict is another`() throws {
        var given = try Given(Sample.submitted(Sample.form()))
        try given.when(.approve)
        try given.campaign { $0.texts.replyTo = "autre@example.org" }
        #expect(given.objection(.approve, by: Sample.service)?.kind == .conflict)
        try given.when(.judge)
        #expect(given.types == ["validation.judged.v1"])
        #expect(try given.request.votes.count == 1)
        try given.campaign { $0.rules.P1.firstDegree.value = 12 }
        try given.when(.judge)
        #expect(given.types == ["validation.votesVoided.v1", "validation.judged.v1"])
        #expect(try given.request.votes.isEmpty)
        #expect(try given.request.judgement?.campaignRevision.number == 3)
    }
}
