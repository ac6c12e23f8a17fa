import Rulebook
import TestKit
import Testing
import Vocabulary

@Suite(.timeLimit(.minutes(1)))
struct P1Tests {
    @Test(arguments: [(9, 10), (10, 11), (0, 10), (10, 9), (20, 20)])
    func `P1: a group of one sector that differs from ten and ten warns`(first: Int, second: Int) throws {
        var sample = try Sample()
        sample.form.groups[0].teachers = [try .of("69", first: first, second: second)]
        #expect(try sample.told(by: Rules.P1) == ["P1 warns groups[0].teachers"])
        let text = message(try sample.found(by: Rules.P1))
        #expect(text.contains("\(second) enseignant") && text.contains("\(first) enseignant"))
        #expect(text.contains("au lieu de 10 et 10"))
    }

    @Test func `P1: départements' teachers are added`() throws {
        var sample = try Sample()
        sample.form.groups[0].teachers = try [.of("69", first: 6, second: 10), .of("01", first: 4, second: 0)]
        #expect(try sample.told(by: Rules.P1).isEmpty)
    }

    @Test func `P1: the guide is for one sector, group by group`() throws {
        var sample = try Sample.several()
        #expect(try sample.told(by: Rules.P1).isEmpty)
        sample.form.groups[1].establishments = try [.lassagne, .paulBert]
        #expect(try sample.told(by: Rules.P1) == ["P1 warns groups[1].teachers"])
    }

    @Test func `P1: a group without teachers is F7's`() throws {
        var sample = try Sample()
        sample.form.groups[0].teachers = []
        #expect(try sample.told(by: Rules.P1).isEmpty)
    }

    @Test func `P1: another campaign's guide is its own`() throws {
        var sample = try Sample()
        sample.campaign.rules.P1.firstDegree.value = 12
        #expect(message(try sample.found(by: Rules.P1)).contains("au lieu de 10 et 12"))
    }
}
