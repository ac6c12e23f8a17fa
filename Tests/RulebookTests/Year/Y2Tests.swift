import Rulebook
import Testing
import Vocabulary

@Suite(.timeLimit(.minutes(1)))
struct Y2Tests {
    private let services =
        "blocks:release : Le service de formation du premier degré de chaque département concerné n'a pas encore validé "
        + "la demande :"

    @Test func `Y2 holds the release until the Dfie and the service have approved`() throws {
        let sample = try Sample()
        var done = StepsDone()
        #expect(
            lines(.Y2, sample.step(.release, done: done)) == [
                "blocks:release : La Dfie n'a pas encore validé la demande.", "\(services) 69 (Rhône).",
            ])
        done.approvedByDfie = true
        #expect(lines(.Y2, sample.step(.release, done: done)) == ["\(services) 69 (Rhône)."])
        done.approvedBy = [try Departement("69")]
        #expect(lines(.Y2, sample.step(.release, done: done)) == [])
    }

    @Test func `Y2 wants both services of an action across two départements`() throws {
        var done = StepsDone()
        done.approvedByDfie = true
        #expect(lines(.Y2, try acrossTwo().step(.release, done: done)) == ["\(services) 01 (Ain) et 69 (Rhône)."])
        done.approvedBy = [try Departement("01"), try Departement("42")]
        #expect(lines(.Y2, try acrossTwo().step(.release, done: done)) == ["\(services) 69 (Rhône)."])
    }

    @Test func `Y2 holds no other step`() throws { #expect(try steps(.Y2) == [.release]) }
}
