import Rulebook
import Testing
import Vocabulary

@Suite(.timeLimit(.minutes(1)))
struct I3Tests {
    private func sample(throughPole: Bool) throws -> Sample {
        var sample = try Sample()
        sample.form.intervenants.lecturers = [
            Lecturer(
                person: try PersonID("p-u1"), university: try FreeText("Université Lyon 2"),
                askedThroughPole: throughPole)
        ]
        return sample
    }

    @Test func `I3: a lecturer asked through the Pôle is pending until its agreement`() throws {
        let sample = try sample(throughPole: true)
        let blocked = ["I3 blocks:contract intervenants.lecturers[0]"]
        #expect(try sample.told(by: Rules.I3) == blocked)
        #expect(sample.told(by: Rules.I3, before: .contract) == blocked)
        #expect(sample.told(by: Rules.I3, before: .examination).isEmpty)
        #expect(message(try sample.found(by: Rules.I3)).contains("Université Lyon 2"))
        var done = StepsDone()
        done.lecturersAgreed = [try PersonID("p-u1")]
        #expect(sample.told(by: Rules.I3, before: .contract, done: done).isEmpty)
    }

    @Test func `I3: a lecturer who isn't asked through the Pôle is returned, and the contract waits all the same`()
        throws
    {
        let sample = try sample(throughPole: false)
        #expect(try sample.told(by: Rules.I3) == ["I3 returns intervenants.lecturers[0].askedThroughPole"])
        #expect(message(try sample.found(by: Rules.I3)).contains("doit passer"))
        #expect(sample.told(by: Rules.I3, before: .contract) == ["I3 blocks:contract intervenants.lecturers[0]"])
    }
}
