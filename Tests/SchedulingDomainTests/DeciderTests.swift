import Deciding
import Foundation
import Messages
import SchedulingDomain
import Testing
import Vocabulary

/// Facts come in any order, twice, and on outdated revisions; a decider says so and never throws.
@Suite(.timeLimit(.minutes(1)))
struct DeciderTests {
    private let lyon: LyonPlan
    private let decider: SchedulingDecider
    private let request: ReceivedRequest
    private static let person = MessageActor(
        role: Open(.dfie), function: Open(.dfie), person: PersonID(judged: "p-1"))

    init() throws {
        let lyon = try LyonPlan()
        self.lyon = lyon
        decider = SchedulingDecider(reference: lyon.reference)
        request = try #require(lyon.requests.first { $0.id.text == "ALP-69-0002" })
    }

    private var snapshot: Snapshot {
        Snapshot(campaign: lyon.campaign, trainers: lyon.trainers, quotas: lyon.quotas)
    }

    private func play(_ inputs: [SchedulingInput], _ world: SchedulingWorld? = nil) throws -> (
        ActionState, [SchedulingEvent]
    ) {
        var state = decider.initial
        var last: [SchedulingEvent] = []
        for input in inputs {
            last = try decider.decide(
                input, on: state,
                given: Facts(
                    aggregate: request.id.text, now: Paris.instant(try CivilDate("2020-06-08")),
                    world: world ?? .snapshot(snapshot)))
            for event in last { state = decider.evolve(state, by: event) }
        }
        return (state.action ?? ActionState(), last)
    }

    private func form(_ revision: Int = 1) throws -> SchedulingInput {
        .form(
            request.id,
            KnownForm(
                requestRevision: try Revision(revision), isLate: false, departements: [try Departement("69")],
                form: request.form))
    }

    private func validated(_ number: Int = 1, request revision: Int = 1) throws -> SchedulingInput {
        let settled = try lyon.validated(request.form)
        return .decided(
            request.id,
            .validated(
                RequestValidated(
                    actor: Self.person, campaignRevision: .first, requestRevision: try Revision(revision),
                    validation: try Revision(number), themeClass: settled.themeClass,
                    concernsSpecialNeeds: settled.concernsSpecialNeeds, priority: 0, groups: settled.groups,
                    departements: [try Departement("69")], needsMeans: false, warnings: [])))
    }

    @Test func `either may come first, and neither counts twice`() throws {
        let (one, _) = try play([try form(), try validated()])
        let (other, _) = try play([try validated(), try form()])
        #expect(one == other)
        #expect(one.phase == .proposed)
        let (again, events) = try play([try form(), try validated(), try validated()])
        #expect(again == one)
        #expect(events == [.noted(.voided("validation 1"))])
        let (_, formAgain) = try play([try form(), try validated(), try form()])
        #expect(formAgain == [.noted(.voided("request revision 1"))])
    }

    @Test func `a changed form frees what was validated before, and waits for the next validation`() throws {
        let (state, events) = try play([try form(), try validated(), try form(2)])
        #expect(state.phase == .waiting)
        #expect(state.sessions.isEmpty)
        #expect(events.count == 3)
        let (void, _) = try play([try form(2), try validated()])
        #expect(void.phase == .waiting && void.validated == nil)
        let (next, _) = try play([try form(), try validated(), try form(2), try validated(2, request: 2)])
        #expect(next.phase == .proposed)
        // Identifiers stay for a session's whole life, revisions rise.
        #expect(next.sessions.allSatisfy { $0.revision.number == 2 })
    }

    @Test func `a new validation number places anew`() throws {
        let (first, _) = try play([try form(), try validated()])
        let (second, events) = try play([try form(), try validated(), try validated(2)])
        #expect(second.validated?.validation == (try Revision(2)))
        #expect(first.sessions.map(\.session) == second.sessions.map(\.session))
        guard case .session(.freed(let freed))? = events.first else {
            Issue.record("nothing was freed: \(events)")
            return
        }
        #expect(freed.why == Open(.replanned))
    }

    @Test func `without a world to look at an action seeks, and the planner's answer holds for that search alone`()
        throws
    {
        let (seeking, _) = try play([try form(), try validated()], .some(.none))
        #expect(seeking.phase == .seeking)
        let nowhere = NoPlace(request: request.id, validation: .first, search: 1, groups: [])
        let (state, _) = try play([try form(), try validated(), .noPlace(nowhere)], .some(.none))
        #expect(state.phase == .notPlaced)
        let outdated = NoPlace(request: request.id, validation: .first, search: 2, groups: [])
        let (still, events) = try play([try form(), try validated(), .noPlace(outdated)], .some(.none))
        #expect(still.phase == .seeking)
        #expect(events.isEmpty)
    }

    @Test func `a joint plan that isn't what the planner saw any more is taken by nobody`() throws {
        let plan = JointPlan(
            target: request.id, search: 1, perTrainee: 1,
            parts: [.init(request: request.id, validation: .first, standing: [], placements: [])])
        let (state, events) = try play(
            [try form(), try validated(), .plan(plan)], .plan(isCurrent: false))
        #expect(state.phase == .seeking)
        #expect(events == [.noted(.voided("a joint plan of 1 actions"))])
    }

    @Test func `nothing throws in any state, and after the end nothing comes of anything`() throws {
        let reason = try FreeText("Essai.")
        let session = SessionNamed(session: try SessionID("ALP-69-0002.G1.1"), revision: .first)
        let withdrawn = RequestWithdrawn(
            actor: Self.person, campaignRevision: .first, requestRevision: .first, reason: reason)
        let inputs: [SchedulingInput] = [
            try form(), try validated(), try validated(2), try form(2),
            .decided(
                request.id,
                .returned(RequestReturned(campaignRevision: .first, requestRevision: .first, breaches: []))),
            .decided(
                request.id,
                .refused(RequestRefused(campaignRevision: .first, requestRevision: .first, rules: [], breaches: []))),
            .decided(
                request.id,
                .released(
                    DecisionReleased(
                        actor: Self.person, campaignRevision: .first, requestRevision: .first,
                        decision: Open(.validation), validation: .first, sessions: [session]))),
            .acted(request.id, by: Self.person, .confirm(try Departement("69"), [session])),
            .acted(request.id, by: Self.person, .decline(try Departement("69"), [session], reason)),
            .acted(request.id, by: Self.person, .move(session, [try HalfDay("2021-03-04A")], reason)),
            .acted(
                request.id, by: Self.person,
                .replaceTrainer(
                    leaves: try TrainerID("F001"), arrives: try TrainerID("F002"), [session], reason)),
            .acted(request.id, by: Self.person, .plan),
            .decided(request.id, .withdrawn(withdrawn)),
        ]
        for first in inputs {
            for second in inputs {
                for third in inputs {
                    let (state, _) = try play([first, second, third])
                    if case .decided(_, .withdrawn) = second { #expect(state.phase == .ended) }
                    #expect(state.phase != .ended || state.sessions.isEmpty)
                    #expect(Set(state.sessions.map(\.session)).count == state.sessions.count)
                }
            }
        }
    }
}
