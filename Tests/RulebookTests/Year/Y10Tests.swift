import Rulebook
import Testing
import Vocabulary

@Suite(.timeLimit(.minutes(1)))
struct Y10Tests {
    @Test func `Y10 judges nothing by itself`() { #expect(judgesNothing(.Y10)) }
}
