import Rulebook
import TestKit
import Testing
import Vocabulary

@Suite(.timeLimit(.minutes(1)))
struct F7GroupTests {
    @Test func `F7: no group is returned, and nothing else is said of groups`() throws {
        var sample = try Sample()
        sample.form.groups = []
        #expect(try sample.told(by: Rules.F7) == ["F7 returns groups"])
    }

    @Test func `F7: two groups of one name are returned at the second`() throws {
        var sample = try Sample.several()
        sample.form.groups[1].id = try GroupID("G1")
        #expect(try sample.told(by: Rules.F7) == ["F7 returns groups[1].id"])
        #expect(message(try sample.found(by: Rules.F7)).contains("même nom, G1"))
    }

    @Test func `F7: a group without establishments, or without teachers, is returned`() throws {
        var sample = try Sample.several()
        sample.form.groups[1].establishments = []
        #expect(try sample.told(by: Rules.F7) == ["F7 returns groups[1].establishments"])
        sample = try Sample()
        sample.form.groups[0].teachers = []
        #expect(try sample.told(by: Rules.F7) == ["F7 returns groups[0].teachers"])
        sample.form.groups[0].teachers = [try .of("69", first: 0, second: 0)]
        #expect(try sample.told(by: Rules.F7) == ["F7 returns groups[0].teachers"])
        #expect(message(try sample.found(by: Rules.F7)).contains("aucun enseignant"))
    }

    @Test func `F7: the same collège twice in a group is returned, in two groups it isn't`() throws {
        var sample = try Sample.several()
        #expect(sample.form.groups[0].establishments == sample.form.groups[1].establishments)
        #expect(try sample.told(by: Rules.F7).isEmpty)
        sample.form.groups[1].establishments.append(try .marot)
        #expect(try sample.told(by: Rules.F7) == ["F7 returns groups[1].establishments[4]"])
        #expect(
            message(try sample.found(by: Rules.F7)).contains("Collège Clément Marot (0691662G) figure deux fois"))
    }

    @Test func `F7: a host that isn't of its group is returned`() throws {
        var sample = try Sample()
        sample.form.groups[0].host = try .lassagne
        #expect(try sample.told(by: Rules.F7) == ["F7 returns groups[0].host"])
        #expect(message(try sample.found(by: Rules.F7)).contains("Collège André Lassagne (0691728D)"))
    }

    @Test func `F7: an establishment that no file knows is refused by its number, once`() throws {
        var sample = try Sample.several()
        sample.form.groups[0].establishments.append(try .unknown)
        sample.form.groups[1].establishments.append(try .unknown)
        #expect(try sample.told(by: Rules.F7) == ["F7 refuses groups[0].establishments[4]"])
        let text = message(try sample.found(by: Rules.F7))
        #expect(text.contains("0690001B") && text.contains("académie de Lyon"))
    }

    @Test func `F7: an establishment or teachers of a département outside the campaign are refused`() throws {
        var sample = try Sample()
        sample.form.groups[0].establishments.append(try .outside)
        #expect(try sample.told(by: Rules.F7) == ["F7 refuses groups[0].establishments[3]"])
        #expect(message(try sample.found(by: Rules.F7)).contains("Collège de Paris (0750001U)"))
        sample = try Sample()
        sample.form.groups[0].teachers.append(try .of("75", first: 1, second: 0))
        #expect(try sample.told(by: Rules.F7) == ["F7 refuses groups[0].teachers[1].departement"])
        #expect(message(try sample.found(by: Rules.F7)).contains("1 enseignant du département 75"))
        sample.form.groups[0].teachers[1] = try .of("75", first: 0, second: 0)
        #expect(try sample.told(by: Rules.F7).isEmpty)
    }

    @Test func `F7: teachers of a département where the group has no establishment are returned`() throws {
        var sample = try Sample()
        sample.form.groups[0].teachers.append(try .of("01", first: 2, second: 0))
        #expect(try sample.told(by: Rules.F7) == ["F7 returns groups[0].teachers[1].departement"])
        #expect(message(try sample.found(by: Rules.F7)).contains("2 enseignants du département 01 (Ain)"))
        sample.form.groups[0].establishments.append(try .ferry)
        #expect(try sample.told(by: Rules.F7).isEmpty)
    }

    @Test func `F7: only collèges, or only écoles, is not interdegrés and is refused`() throws {
        var sample = try Sample()
        sample.form.groups[0].establishments = [try .marot]
        #expect(try sample.told(by: Rules.F7) == ["F7 refuses groups"])
        #expect(message(try sample.found(by: Rules.F7)).contains("que des collèges, sans aucune école"))
        sample.form.groups[0].establishments = try [.lapierre, .arnaud]
        sample.form.groups[0].host = try .lapierre
        #expect(message(try sample.found(by: Rules.F7)).contains("que des écoles, sans aucun collège"))
        sample.form.groups[0].establishments.append(try .unknown)
        #expect(try sample.told(by: Rules.F7) == ["F7 refuses groups[0].establishments[2]"])
    }
}
