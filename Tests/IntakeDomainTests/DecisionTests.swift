import IntakeDomain
import Messages
import Testing
import Vocabulary

@Suite(.timeLimit(.minutes(1)))
struct DecisionTests {
    @Test func `Y3: before the release nothing shows, neither in stage, revision, history nor dates`() throws {
        for before in try [
            Given.brought(), Given.submitted(), Given.brought(at: "2020-06-02T08:00:00Z"),
        ] {
            for decision in [Fact.What.validated(.first), Given.refused] {
                let decided = try before.later().fact(decision)
                    .fact(.published(validation: .first, [Given.session]))
                #expect(decided.tells.trackingPage == before.tells.trackingPage)
                #expect(decided.tells.revision == before.tells.revision)
                #expect(decided.tells.history == before.tells.history)
                #expect(decided.tells.shownSessions.isEmpty)
            }
        }
    }

    @Test func `Y3: an amendment after the examination is refused in the same words, validated or refused`() throws {
        let form = Given.form(title: "Un autre titre")
        let messages = try [Fact.What.validated(.first), Given.refused].map { decision in
            try Given.brought().fact(decision).refusal(of: .amend(form, seen: 1, by: Given.acts()))
        }
        #expect(messages[0] == messages[1])
        #expect(messages[0]?.rule == .Y3)
        #expect(messages[0]?.message == Texts.examined)
    }

    @Test func `Y3: a released validation is shown, with its dates once published`() throws {
        let released = try Given.brought().fact(.validated(.first))
            .fact(.released(.validation, validation: .first))
        #expect(released.tells.stage == .validated)
        let published = try released.fact(.published(validation: .first, [Given.session]))
        #expect(published.tells.stage == .published)
        #expect(published.tells.trackingPage.sessions == [Given.session])
        #expect(published.tells.history.map(\.what) == [.submitted, .validated, .published])
    }

    @Test func `Y3: dates that come before the release wait for it`() throws {
        let published = try Given.brought().fact(.validated(.first))
            .fact(.published(validation: .first, [Given.session]))
        #expect(published.tells.stage == .examination)
        let released = try published.fact(.released(.validation, validation: .first))
        #expect(released.tells.stage == .published)
    }

    @Test func `Y2, Y3: a released refusal is shown with its reasons, and nothing is left to withdraw`() throws {
        let refused = try Given.brought().fact(Given.refused).fact(.released(.refusal, validation: nil))
        #expect(refused.tells.stage == .refused)
        #expect(refused.tells.trackingPage.reasons == ["T1 : Trop long. Raccourcissez."])
        #expect(refused.tells.trackingPage.mustAct == [])
        let withdraw = RequestAct.withdraw(try FreeText("Tant pis."), seen: 2, by: Given.acts())
        #expect(refused.refusal(of: withdraw)?.message == Texts.refusedAlready)
    }

    @Test func `a release of another decision or validation is void`() throws {
        let validated = try Given.brought().fact(.validated(.first))
        #expect(try validated.fact(.released(.refusal, validation: nil)).tells.stage == .examination)
        let other = Fact.What.released(.validation, validation: Revision.first.next)
        #expect(try validated.fact(other).tells.stage == .examination)
    }

    @Test func `a return is told at once with every reason, and an amendment answers it`() throws {
        let returned = try Given.brought().fact(.validated(.first)).fact(Given.returned)
        let page = returned.tells.trackingPage
        #expect(page.stage == .correction)
        #expect(page.mustAct == [.head, .inspector])
        #expect(page.reasons == ["H1 : Trop long. Raccourcissez."])
        #expect(page.answerBy?.text == "2020-06-10")
        let amended = try returned.when(.amend(Given.form(title: "Un titre entier"), seen: 2, by: Given.acts()))
        guard case .amended(let message) = amended.message else { throw Missing() }
        #expect(message.answersReturn)
        #expect(message.form.value?.pilots.map(\.agrees) == [true, false])
        #expect(amended.tells.stage == .consents)
        #expect(amended.tells.returned == nil)
    }

    @Test func `a fact on an outdated revision is void, but for a cancellation`() throws {
        let amended = try Given.brought().when(
            .amend(Given.form(title: "Un titre entier"), seen: 1, by: Given.acts()))
        for what in [Fact.What.validated(.first), Given.refused, Given.returned, .lateAccepted, Given.link()] {
            #expect(try amended.fact(what).events.isEmpty)
        }
        let cancelled = try amended.fact(.cancelled(try FreeText("Confinement.")))
        #expect(cancelled.tells.stage == .cancelled)
        #expect(cancelled.tells.trackingPage.reasons == ["Confinement."])
    }

    @Test func `facts that come before the request are kept, and told when it stands`() throws {
        let early = try Given().fact(.validated(.first)).fact(.released(.validation, validation: .first))
        #expect(early.tells.phase == .none)
        #expect(early.tells.revision == 0)
        let brought = try early.when(Given.bring())
        #expect(brought.tells.stage == .validated)
        #expect(brought.tells.awaited.isEmpty)
    }

    @Test func `a fact on a revision that is still to come waits for it`() throws {
        let next = Revision.first.next
        let early = try Given.brought().fact(Given.returned, on: next)
        #expect(early.tells.stage == .examination)
        let amended = try early.when(.amend(Given.form(title: "Un titre entier"), seen: 1, by: Given.acts()))
        #expect(amended.tells.stage == .correction)
    }

    @Test func `withdrawing is allowed at every step, told to the topic, and final`() throws {
        let validated = try Given.brought().fact(.validated(.first))
            .fact(.released(.validation, validation: .first)).fact(.published(validation: .first, [Given.session]))
        let withdrawn = try validated.when(
            .withdraw(try FreeText("Le projet est abandonné."), seen: 3, by: Given.acts()))
        guard case .withdrawn(let message) = withdrawn.message else { throw Missing() }
        #expect(message.requestRevision == .first)
        #expect(withdrawn.tells.stage == .withdrawn)
        #expect(withdrawn.tells.shownSessions.isEmpty)
        for act in [
            RequestAct.withdraw(try FreeText("Encore."), seen: 4, by: Given.acts()),
            .amend(Given.form(), seen: 4, by: Given.acts()),
            .handOver(
                Handing(function: Given.head, to: nil, on: try CivilDate("2020-09-01")), seen: 4, by: Given.acts()),
        ] {
            #expect(withdrawn.refusal(of: act)?.kind == .conflict)
        }
        #expect(try withdrawn.fact(.cancelled(try FreeText("Trop tard."))).events.isEmpty)
    }

    @Test func `dates that are moved, freed or given back change what is shown`() throws {
        let published = try Given.brought().fact(.validated(.first))
            .fact(.released(.validation, validation: .first)).fact(.published(validation: .first, [Given.session]))
        var moved = Given.session
        moved.halfDays = [try HalfDay("2020-11-12A")]
        let after = try published.fact(.changed([moved]))
        #expect(after.tells.shownSessions.map(\.halfDays) == [moved.halfDays])
        let other = try after.fact(.validated(Revision.first.next))
            .fact(.released(.validation, validation: Revision.first.next))
        #expect(other.tells.stage == .validated && other.tells.shownSessions.isEmpty)
        let freed = try after.fact(.freed([moved.session]))
        #expect(freed.tells.stage == .validated)
        #expect(try freed.fact(.freed([moved.session])).events.isEmpty)
    }

    @Test func `a state is read again as it was written`() throws {
        let state = try Given.brought().fact(Given.returned).state
        let bytes = try MessageJSON.encode(state)
        #expect(try MessageJSON.decode(IntakeState.self, from: bytes) == state)
    }
}
