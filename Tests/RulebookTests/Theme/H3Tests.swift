import Rulebook
import Testing
import Vocabulary

@Suite(.timeLimit(.minutes(1)))
struct H3Tests {
    @Test(arguments: [
        (false, false, ["H3 warns council.studied"]), (false, true, ["H3 warns council.studied"]),
        (true, false, ["H3 warns council.withReferent"]), (true, true, []),
    ])
    func `H3: what is recommended and absent warns once`(studied: Bool, referent: Bool, told: [String]) throws {
        var sample = try Sample()
        sample.form.council = Council(studied: studied, withReferent: referent)
        #expect(try sample.told(by: Rules.H3) == told)
        let breaches = try sample.found(by: Rules.H3)
        #expect(breaches.allSatisfy { $0.message.contains("conseil pédagogique") && $0.remedy.contains("préconisé") })
    }
}
