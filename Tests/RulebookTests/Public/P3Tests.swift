import Rulebook
import TestKit
import Testing
import Vocabulary

@Suite(.timeLimit(.minutes(1)))
struct P3Tests {
    private func sample(_ first: Int, _ second: Int) throws -> Sample {
        var sample = try Sample()
        sample.form.groups[0].teachers = [try .of("69", first: first, second: second)]
        return sample
    }

    @Test func `P3: without the pilots' commitment the request is returned`() throws {
        var sample = try Sample()
        sample.form.guaranteesBalance = false
        #expect(try sample.told(by: Rules.P3) == ["P3 returns guaranteesBalance"])
        #expect(message(try sample.found(by: Rules.P3)).contains("ne garantissent pas l'équilibre"))
    }

    @Test(arguments: [(5, 10), (10, 5), (1, 2), (1, 1)])
    func `P3: two to one exactly is balanced`(first: Int, second: Int) throws {
        #expect(try sample(first, second).told(by: Rules.P3).isEmpty)
    }

    @Test(arguments: [(5, 11), (11, 5), (1, 3), (1, 300), (300, 1)])
    func `P3: more than two to one warns at the request`(first: Int, second: Int) throws {
        let sample = try sample(first, second)
        #expect(try sample.told(by: Rules.P3) == ["P3 warns groups[0].teachers"])
        let text = message(try sample.found(by: Rules.P3))
        #expect(text.contains("\(first) enseignant") && text.contains("\(second) enseignant"))
        #expect(text.contains("plus de 2 pour 1"))
    }

    @Test func `P3: a group without one of the degrees is refused`() throws {
        #expect(try sample(0, 10).told(by: Rules.P3) == ["P3 refuses groups[0].teachers"])
        #expect(message(try sample(0, 10).found(by: Rules.P3)).contains("aucun du premier degré"))
        #expect(try sample(1, 0).told(by: Rules.P3) == ["P3 refuses groups[0].teachers"])
        let text = message(try sample(1, 0).found(by: Rules.P3))
        #expect(text.contains("1 enseignant du premier degré et aucun du second degré"))
        #expect(text.contains("l'équilibre entre le nombre d'enseignants du premier et du second degré"))
    }

    @Test func `P3: each group is judged, and one without teachers is F7's`() throws {
        var sample = try Sample.several()
        sample.form.groups[0].teachers = []
        sample.form.groups[1].teachers = [try .of("69", first: 12, second: 3)]
        #expect(try sample.told(by: Rules.P3) == ["P3 warns groups[1].teachers"])
    }

    @Test func `P3: whatever ratio a campaign writes, nothing traps`() throws {
        var sample = try sample(3, 100)
        for (ratio, told) in [(Int.max, false), (0, true), (Int.min, true), (-1, true), (33, true), (34, false)] {
            sample.campaign.rules.P3.ratio.value = ratio
            #expect(try sample.told(by: Rules.P3).isEmpty != told)
        }
    }

    @Test func `P3: a roster of more than two to one, or of one degree, blocks the contract`() throws {
        let balanced = try sample(5, 10)
        #expect(balanced.told(by: Rules.P3, ofRoster: try balanced.trainees()).isEmpty)
        let more = try sample(5, 11)
        #expect(more.told(by: Rules.P3, ofRoster: try more.trainees()) == ["P3 blocks:contract groups[0]"])
        #expect(message(more.found(by: Rules.P3, ofRoster: try more.trainees())).contains("Sur la liste"))
        let lone = try sample(0, 4)
        #expect(lone.told(by: Rules.P3, ofRoster: try lone.trainees()) == ["P3 blocks:contract groups[0]"])
        #expect(lone.told(by: Rules.P3, ofRoster: []).isEmpty)
    }

    @Test func `P3: a roster's group is judged once, and a person once`() throws {
        var sample = try Sample.several()
        sample.form.groups[1].id = try GroupID("G1")
        let first = try sample.trainees().filter { $0.degree == .first }
        #expect(sample.told(by: Rules.P3, ofRoster: first) == ["P3 blocks:contract groups[0]"])
        #expect(message(sample.found(by: Rules.P3, ofRoster: first + first)).contains("14 enseignants"))
    }
}
