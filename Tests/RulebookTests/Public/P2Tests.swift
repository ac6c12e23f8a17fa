import Rulebook
import TestKit
import Testing
import Vocabulary

@Suite(.timeLimit(.minutes(1)))
struct P2Tests {
    private func sample(_ first: Int, _ second: Int, announced: Bool) throws -> Sample {
        var sample = try Sample()
        sample.form.groups[0].teachers = [try .of("69", first: first, second: second)]
        sample.form.announcesMoreTrainees = announced
        return sample
    }

    @Test func `P2: 30 trainees unannounced pass, 31 are returned`() throws {
        #expect(try sample(15, 15, announced: false).told(by: Rules.P2).isEmpty)
        let more = try sample(15, 16, announced: false)
        #expect(try more.told(by: Rules.P2) == ["P2 returns announcesMoreTrainees"])
        #expect(message(try more.found(by: Rules.P2)).contains("31 enseignants en tout, au-delà des 30"))
        #expect(try more.found(by: Rules.P2).first?.remedy.contains("retirez 1 enseignant.") == true)
    }

    @Test func `P2: 31 announced are marked for means, 30 announced say nothing`() throws {
        let more = try sample(15, 16, announced: true)
        #expect(try more.told(by: Rules.P2) == ["P2 warns announcesMoreTrainees"])
        #expect(message(try more.found(by: Rules.P2)).contains("en réunit 31"))
        #expect(try sample(15, 15, announced: true).told(by: Rules.P2).isEmpty)
    }

    @Test func `P2: all groups count together`() throws {
        var sample = try Sample.several()
        sample.form.groups[1].teachers.append(try .of("69", first: 1, second: 0))
        #expect(try sample.told(by: Rules.P2) == ["P2 returns announcesMoreTrainees"])
    }

    @Test func `P2: a roster above 30 that nobody announced blocks the contract`() throws {
        var sample = try sample(15, 15, announced: false)
        let trainees = try sample.trainees()
        #expect(sample.told(by: Rules.P2, ofRoster: trainees).isEmpty)
        var more = trainees
        more.append(
            Trainee(
                person: try PersonID("p-31"), degree: .first, establishment: try .arnaud, group: try GroupID("G1"),
                hasNameAndMail: true))
        #expect(sample.told(by: Rules.P2, ofRoster: more) == ["P2 blocks:contract announcesMoreTrainees"])
        #expect(message(sample.found(by: Rules.P2, ofRoster: more)).contains("31 stagiaires"))
        sample.form.announcesMoreTrainees = true
        #expect(sample.told(by: Rules.P2, ofRoster: more).isEmpty)
    }

    @Test func `P2: a person who stands twice on a roster is one person`() throws {
        let sample = try sample(15, 15, announced: false)
        let trainees = try sample.trainees()
        #expect(sample.told(by: Rules.P2, ofRoster: trainees + trainees.prefix(3)).isEmpty)
    }
}
