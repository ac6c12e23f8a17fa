import Rulebook
import Testing
import Vocabulary

@Suite(.timeLimit(.minutes(1)))
struct YearOrderTests {
    /// What the year does to one action, in order, and the step it then takes.
    private static let year: [(step: YearStep, before: @Sendable (inout StepsDone) throws -> Void)] = [
        (.examination, { _ in }),
        (
            .release,
            {
                $0.approvedByDfie = true
                $0.approvedBy = [try Departement("69")]
                $0.datesConfirmedBy = [try Departement("69")]
            }
        ),
        (.roster, { $0.isReleased = true }),
        (
            .contract,
            {
                $0.ecouteHeld = true
                $0.rosterComplete = true
                $0.hasNamedLeader = true
            }
        ),
        (.validation, { $0.signedBy = [.head(try .marot), .inspector(try .lyon4)] }),
        (
            .orders,
            {
                $0.validatedBy = [try Departement("69")]
                $0.hasDispositif = true
            }
        ),
    ]

    @Test func `a year in the cahier's order is never held, and a step too early always is`() throws {
        let sample = try Sample()
        var done = StepsDone()
        for (index, event) in Self.year.enumerated() {
            try event.before(&done)
            #expect(Rules.judge(sample.step(event.step, done: done)).outcome == .passed, "\(event.step)")
            for later in Self.year.dropFirst(index + 1) {
                #expect(Rules.judge(sample.step(later.step, done: done)).outcome == .blocked, "\(later.step) too early")
            }
        }
    }
}
