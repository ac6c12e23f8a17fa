import Rulebook
import Testing
import Vocabulary

@Suite(.timeLimit(.minutes(1)))
struct Y7Tests {
    @Test func `Y7 holds the orders until each IA-DASEN concerned has validated`() throws {
        let missing =
            "blocks:orders : Le contrat n'est pas encore validé par l'IA-DASEN de chaque département concerné : "
            + "il manque"
        var done = StepsDone()
        #expect(lines(.Y7, try acrossTwo().step(.orders, done: done)) == ["\(missing) 01 (Ain) et 69 (Rhône)."])
        done.validatedBy = [try Departement("69")]
        #expect(lines(.Y7, try acrossTwo().step(.orders, done: done)) == ["\(missing) 01 (Ain)."])
        #expect(lines(.Y7, try Sample().step(.orders, done: done)) == [])
        done.validatedBy.insert(try Departement("01"))
        #expect(lines(.Y7, try acrossTwo().step(.orders, done: done)) == [])
    }

    @Test func `Y7 holds no other step`() throws { #expect(try steps(.Y7) == [.orders]) }
}
