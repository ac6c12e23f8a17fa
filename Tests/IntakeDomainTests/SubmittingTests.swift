import IntakeDomain
import Messages
import Testing
import Vocabulary

@Suite(.timeLimit(.minutes(1)))
struct SubmittingTests {
    @Test func `Y1: a draft stays at home, a submission leaves with the whole form`() throws {
        let drafted = try Given.drafted()
        #expect(drafted.message == nil)
        #expect(drafted.tells.stage == .draft)
        #expect(drafted.tells.revision == 1)
        let submitted = try drafted.when(.submit(seen: 1, by: Given.acts()))
        guard case .submitted(let message) = submitted.message else { throw Missing() }
        #expect(message.requestRevision == .first)
        #expect(message.form.value?.theme == Given.form().theme)
        #expect(message.departements.map(\.text) == ["69"])
        #expect(message.pilots.map(\.person.text) == ["p-head", "p-ien"])
        #expect(message.channel.value == .api)
        #expect(message.trackingNumber == Given.tracking.text)
    }

    @Test func `F5: who sends agrees by sending, and for nobody else, whatever the form says`() throws {
        let form = try Given.submitted().tells.form
        #expect(form?.pilots.map(\.agrees) == [true, false])
        #expect(try Given.submitted().tells.stage == .consents)
        #expect(try Given.submitted().tells.missingConsents == [Given.inspector])
    }

    @Test func `F5: who is not among the pilots can't send`() throws {
        let stranger = Given.acts(try Function("head:0010002X"), .head, "p-other")
        let drafted = try Given.drafted()
        #expect(drafted.refusal(of: .submit(seen: 1, by: stranger))?.rule == .F5)
        #expect(try drafted.when(.submit(seen: 1, by: stranger)).events.isEmpty)
    }

    @Test func `F5: agreements of a file are as the pilots wrote them`() throws {
        #expect(try Given.brought().tells.form?.pilots.map(\.agrees) == [true, true])
        #expect(try Given.brought().tells.stage == .examination)
    }

    @Test(arguments: [
        ("2020-05-31T21:59:59Z", false), ("2020-05-31T22:07:00Z", true), ("2020-04-29T12:00:00Z", false),
    ])
    func `F6: late is told by the day in Paris`(at: String, isLate: Bool) throws {
        guard case .submitted(let message) = try Given.brought(at: at).message else { throw Missing() }
        #expect(message.isLate == isLate)
        #expect(message.receivedAt.instant.rfc3339 == Instant(rfc3339: at)?.rfc3339)
    }

    @Test func `F6: a late one is kept, waits for the Dfie, and goes on once accepted`() throws {
        let late = try Given.brought(at: "2020-06-02T08:00:00Z")
        #expect(late.tells.trackingPage.stage == .late)
        #expect(late.tells.trackingPage.mustAct == [.dfie])
        #expect(try late.fact(.lateAccepted).tells.stage == .examination)
    }

    @Test func `F1, F2: a renewal and its earlier action travel as they were stated`() throws {
        var form = Given.form()
        form.origin = .renewal
        form.earlierAction = try EarlierActionID("ALP-2019-117")
        guard case .submitted(let message) = try Given.brought(form).message else { throw Missing() }
        #expect(message.form.value == form)
    }

    @Test func `F3, F4, F7: a form that a rule will refuse is still received, for the rules judge after it`() throws {
        var form = Given.form()
        form.contractLink = nil
        form.scope = .several
        form.groups = []
        form.hours = 40
        let brought = try Given.brought(form)
        guard case .submitted(let message) = brought.message else { throw Missing() }
        #expect(message.form.value == form)
        #expect(message.departements.isEmpty)
    }

    @Test func `F7: départements are those of establishments and of teachers, each once, in order`() throws {
        var form = Given.form()
        form.groups[0].establishments.append(try UAI(FewPlaces.ofAnother))
        form.groups[0].teachers.append(
            TeachersWanted(
                departement: try Departement("42"), firstDegree: try HeadCount(1), secondDegree: try HeadCount(0)))
        form.groups[0].teachers.append(
            TeachersWanted(
                departement: try Departement("38"), firstDegree: try HeadCount(0), secondDegree: try HeadCount(0)))
        #expect(Given.decider.departements(of: form).map(\.text) == ["01", "42", "69"])
        #expect(Given.decider.sectors(of: form).map(\.text) == ["0010002X", "0691662G"])
    }

    @Test func `a file brought twice gives nothing, and a changed line amends`() throws {
        let brought = try Given.brought()
        #expect(try brought.when(Given.bring()).events.isEmpty)
        let changed = try brought.when(Given.bring(Given.form(title: "Écrire et comprendre")))
        guard case .amended(let message) = changed.message else { throw Missing() }
        #expect(message.requestRevision.number == 2)
        #expect(!message.answersReturn)
    }

    @Test func `a file changes nothing that pilots typed`() throws {
        let submitted = try Given.submitted()
        #expect(submitted.refusal(of: Given.bring())?.kind == .conflict)
        let drafted = try Given.drafted()
        #expect(drafted.refusal(of: Given.bring())?.message == Texts.isADraft)
        let amended = try Given.brought().when(
            .amend(Given.form(title: "Autre titre choisi"), seen: 1, by: Given.acts()))
        #expect(amended.refusal(of: Given.bring())?.message == Texts.typedSince)
    }

    @Test func `without an open campaign nothing is begun, brought or sent`() throws {
        var given = Given()
        given.world.campaigns = []
        #expect(try given.when(Given.bring()).events.isEmpty)
        var closed = try Given.drafted()
        closed.world.campaigns[0].isClosed = true
        #expect(try closed.when(.submit(seen: 1, by: Given.acts())).events.isEmpty)
        var unknown = Given()
        unknown.world.campaigns[0].id = try CampaignID("nantes-2021-2022")
        let named = Drafting(
            form: Given.form(), campaign: Given.campaign.id, tracking: Given.tracking, acts: Given.acts())
        #expect(try unknown.when(.draft(named)).events.isEmpty)
    }

    @Test func `an older revision of what was seen says what changed since`() throws {
        let submitted = try Given.submitted()
        let refusal = submitted.refusal(of: .withdraw(try FreeText("Trop tard."), seen: 1, by: Given.acts()))
        guard case .stale(let changes) = refusal?.kind else { throw Missing() }
        #expect(changes.map(\.what) == [.submitted])
        #expect(changes.map(\.role) == [.head])
    }

    @Test func `a draft is changed until it is sent, and then only amended`() throws {
        let revised = try Given.drafted().when(
            .revise(Given.form(title: "Un autre titre"), seen: 1, by: Given.acts()))
        #expect(revised.tells.form?.theme.title.text == "Un autre titre")
        #expect(revised.tells.revision == 2)
        let submitted = try Given.submitted()
        #expect(submitted.refusal(of: .revise(Given.form(), seen: 2, by: Given.acts()))?.kind == .conflict)
        #expect(submitted.refusal(of: .submit(seen: 2, by: Given.acts()))?.kind == .conflict)
    }

    @Test func `a tracking number is 80 bits in fours`() throws {
        let number = TrackingNumber(of: [UInt8](repeating: 255, count: 10))
        #expect(number.text == "7777-7777-7777-7777")
        #expect(try TrackingNumber(TrackingNumber.example).text == TrackingNumber.example)
        for wrong in ["", "7777-7777-7777", "7777-7777-7777-777a", "7777-7777-7777-7771"] {
            #expect(throws: ValueError.self) { try TrackingNumber(wrong) }
        }
    }
}

struct Missing: Error {}
