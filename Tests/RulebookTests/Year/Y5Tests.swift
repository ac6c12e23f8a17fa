import Rulebook
import Testing
import Vocabulary

@Suite(.timeLimit(.minutes(1)))
struct Y5Tests {
    @Test func `Y5 holds the contract until the écoute was held, and nothing else`() throws {
        #expect(
            lines(.Y5, try Sample().step(.contract)) == [
                "blocks:contract : L'écoute, réunion préparatoire au contrat, n'a pas encore eu lieu."
            ])
        #expect(try steps(.Y5) == [.contract])
        var done = StepsDone()
        done.ecouteHeld = true
        #expect(try steps(.Y5, done) == [])
    }

    @Test(arguments: [(0, "Le formateur du premier degré"), (1, "Le formateur académique")])
    func `Y5 says who leads it`(_ academic: Int, _ leader: String) throws {
        var sample = try Sample()
        sample.form.intervenants.academicTrainers = academic
        let breaches = Rules.judge(sample.step(.contract)).breaches.filter { $0.rule == .Y5 }
        #expect(breaches.map { $0.remedy.hasPrefix(leader) } == [true])
    }
}
