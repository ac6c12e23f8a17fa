import Rulebook
import Testing
import Vocabulary

@Suite(.timeLimit(.minutes(1)))
struct VerdictTests {
    @Test func `the gravest severity gives the outcome`() {
        #expect(Outcome([]) == .passed)
        #expect(Outcome([.warns]) == .passed)
        #expect(Outcome([.warns, .blocks(.contract)]) == .blocked)
        #expect(Outcome([.blocks(.contract), .returns]) == .returned)
        #expect(Outcome([.returns, .refuses, .warns]) == .refused)
    }
}
