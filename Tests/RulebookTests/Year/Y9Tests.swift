import Rulebook
import Testing
import Vocabulary

@Suite(.timeLimit(.minutes(1)))
struct Y9Tests {
    @Test func `Y9 judges nothing by itself: its orders wait for Y4 and Y7`() throws {
        #expect(judgesNothing(.Y9))
        var done = StepsDone()
        done.isReleased = true
        let holding = Rules.judge(try Sample().step(.orders, done: done)).breaches.map(\.rule)
        #expect(holding.contains(.Y4) && holding.contains(.Y7))
    }
}
