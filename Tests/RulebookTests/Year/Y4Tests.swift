import Rulebook
import Testing
import Vocabulary

@Suite(.timeLimit(.minutes(1)))
struct Y4Tests {
    @Test func `Y4 holds the orders until the dispositif has its number, and nothing else`() throws {
        #expect(
            lines(.Y4, try Sample().step(.orders)) == [
                "blocks:orders : Le numéro du dispositif dans GAIA n'est pas encore connu."
            ])
        #expect(try steps(.Y4) == [.orders])
        var done = StepsDone()
        done.hasDispositif = true
        #expect(try steps(.Y4, done) == [])
    }
}
