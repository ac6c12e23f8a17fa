import IntakeDomain
import Messages
import Testing
import Vocabulary

@Suite(.timeLimit(.minutes(1)))
struct ConsentTests {
    private func linked() throws -> Given { try Given.submitted().fact(Given.link()) }

    @Test func `F5: a pilot agrees by their link and code, once`() throws {
        let agreed = try linked().when(Given.consenting())
        guard case .consented(let message) = agreed.message else { throw Missing() }
        #expect(message.function == Given.inspector)
        #expect(message.agrees)
        #expect(message.formHash == Given.hash("d"))
        #expect(message.actor.person.text == "p-ien")
        #expect(message.method.value == .link)
        #expect(agreed.tells.stage == .examination)
        #expect(agreed.refusal(of: Given.consenting())?.kind == .gone)
        #expect(try agreed.when(Given.consenting()).events.isEmpty)
    }

    @Test func `F5: a pilot can say no, and the request waits`() throws {
        let declined = try linked().when(Given.consenting(agrees: false))
        #expect(declined.tells.stage == .consents)
        #expect(declined.tells.trackingPage.reasons == ["Un pilote n'est pas d'accord avec la demande (F5)."])
        #expect(declined.tells.history.last?.what == .declined)
    }

    @Test func `five wrong codes kill a link, and none of them is in the history`() throws {
        var given = try linked()
        let revision = given.tells.revision
        for attempt in 1...5 {
            given = try given.when(Given.consenting(code: "e"))
            #expect(given.tells.links[0].wrongCodes == attempt)
        }
        #expect(given.refusal(of: Given.consenting())?.kind == .gone)
        #expect(try given.when(Given.consenting()).message == nil)
        #expect(given.tells.revision == revision)
    }

    @Test func `a link dies with its date, with a new form, with a handover and with a new holder`() throws {
        let given = try linked()
        #expect(given.later(.seconds(14 * 86_400)).refusal(of: Given.consenting())?.kind == .gone)
        #expect(given.refusal(of: Given.consenting(form: "e"))?.message == Texts.formChanged)
        let amended = try given.when(.amend(Given.form(title: "Un titre entier"), seen: 2, by: Given.acts()))
        #expect(amended.refusal(of: Given.consenting())?.kind == .gone)
        let handing = Handing(function: Given.inspector, to: nil, on: try CivilDate("2020-05-12"))
        let handed = try given.when(.handOver(handing, seen: 2, by: Given.acts()))
        #expect(handed.refusal(of: Given.consenting())?.kind == .gone)
        var changed = given
        changed.world.terms[Given.inspector] = Given.holds("p-new")
        #expect(try changed.when(Given.consenting()).events.isEmpty)
    }

    @Test func `F5: a handover of a later day leaves the link to its holder until then`() throws {
        let handing = Handing(function: Given.inspector, to: nil, on: try CivilDate("2020-05-14"))
        let handed = try linked().when(.handOver(handing, seen: 2, by: Given.acts()))
        #expect(try handed.when(Given.consenting()).message != nil)
        #expect(handed.later(.seconds(2 * 86_400)).refusal(of: Given.consenting())?.kind == .gone)
    }

    @Test func `a link without a code serves nobody`() throws {
        let link = ConsentLink(
            function: Given.inspector, documentHash: Given.hash("d"), tokenHash: Given.hash("a"), codeHash: nil,
            expires: try Timestamp("2020-05-26T00:00:00.000Z"))
        let given = try Given.submitted().fact(.link(link))
        #expect(given.refusal(of: Given.consenting())?.kind == .gone)
        #expect(try given.when(Given.consenting()).events.isEmpty)
    }

    @Test func `an unknown token is told nothing`() throws {
        #expect(try Given.submitted().refusal(of: Given.consenting())?.message == Texts.linkIsDead)
    }

    @Test func `a link that comes before the request waits for it`() throws {
        let early = try Given().fact(Given.link())
        let form = Given.form()
        let submitted = try early.when(
            .draft(Drafting(form: form, campaign: nil, tracking: Given.tracking, acts: Given.acts()))
        ).when(.submit(seen: 1, by: Given.acts()))
        #expect(try submitted.when(Given.consenting()).message != nil)
    }

    @Test func `F5: a pilot's function passes to its new holder, from the directory where nobody is named`() throws {
        var given = try Given.submitted()
        given.world.terms[Given.inspector] = Given.holds("p-new")
        let handing = Handing(function: Given.inspector, to: nil, on: try CivilDate("2020-09-01"))
        let handed = try given.when(.handOver(handing, seen: 2, by: Given.dfie))
        guard case .handedOver(let message) = handed.message else { throw Missing() }
        #expect(message.from?.text == "p-ien")
        #expect(message.to?.text == "p-new")
        let eve = try CivilDate("2020-08-31")
        #expect(handed.tells.standing(on: eve).pilots.map(\.person.text) == ["p-head", "p-ien"])
        #expect(handed.tells.standing(on: handing.on).pilots.map(\.person.text) == ["p-head", "p-new"])
        let other = Handing(function: try Function("head:0010002X"), to: nil, on: try CivilDate("2020-09-01"))
        #expect(given.refusal(of: .handOver(other, seen: 2, by: Given.dfie))?.rule == .F5)
    }
}
