import Rulebook
import Testing
import Vocabulary

@Suite(.timeLimit(.minutes(1)))
struct Y3Tests {
    @Test func `Y3 holds the release until every service concerned has confirmed the dates`() throws {
        let waiting =
            "blocks:release : Les dates n'ont pas encore été confirmées par le service de formation de chaque "
            + "département concerné :"
        var done = StepsDone()
        #expect(lines(.Y3, try acrossTwo().step(.release, done: done)) == ["\(waiting) 01 (Ain) et 69 (Rhône)."])
        done.datesConfirmedBy = [try Departement("69")]
        #expect(lines(.Y3, try acrossTwo().step(.release, done: done)) == ["\(waiting) 01 (Ain)."])
        done.datesConfirmedBy = [try Departement("69"), try Departement("01")]
        #expect(lines(.Y3, try acrossTwo().step(.release, done: done)) == [])
    }

    @Test(arguments: [YearStep.roster, .contract, .validation, .orders])
    func `Y3 holds what pilots and trainees would learn by until the Dfie releases it`(_ step: YearStep) throws {
        var done = StepsDone()
        #expect(
            lines(.Y3, try Sample().step(step, done: done)) == [
                "blocks:\(step.rawValue) : La décision et les dates n'ont pas encore été libérées par la Dfie."
            ])
        done.isReleased = true
        #expect(lines(.Y3, try Sample().step(step, done: done)) == [])
    }

    @Test func `Y3 doesn't hold the examination`() throws {
        #expect(try steps(.Y3) == [.release, .roster, .contract, .validation, .orders])
    }
}
