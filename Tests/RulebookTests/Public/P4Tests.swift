import Rulebook
import Testing
import Vocabulary

@Suite(.timeLimit(.minutes(1)))
struct P4Tests {
    @Test func `P4: a group of one establishment among several groups is returned`() throws {
        var sample = try Sample.several()
        sample.form.groups[1].establishments = [try .marot]
        #expect(try sample.told(by: Rules.P4) == ["P4 returns groups[1].establishments"])
        #expect(message(try sample.found(by: Rules.P4)).contains("réunit 1 établissement, au lieu d'au moins 2"))
        sample.form.groups[1].establishments = try [.marot, .marot]
        #expect(try sample.told(by: Rules.P4) == ["P4 returns groups[1].establishments"])
    }

    @Test func `P4: a group of collèges or of écoles alone is returned`() throws {
        var sample = try Sample.several()
        sample.form.groups[0].establishments = try [.marot, .lassagne]
        sample.form.groups[1].establishments = try [.lapierre, .paulBert]
        #expect(
            try sample.told(by: Rules.P4) == [
                "P4 returns groups[0].establishments", "P4 returns groups[1].establishments",
            ])
        #expect(try sample.found(by: Rules.P4).map(\.message.last) == [".", "."])
        #expect(try sample.found(by: Rules.P4)[0].message.contains("collèges, sans aucune école"))
        #expect(try sample.found(by: Rules.P4)[1].message.contains("écoles, sans aucun collège"))
    }

    @Test func `P4: that the whole request has no école is F7's to say, once`() throws {
        var sample = try Sample.several()
        for index in 0...1 { sample.form.groups[index].establishments = try [.marot, .lassagne] }
        #expect(try sample.told(by: Rules.P4).isEmpty)
        #expect(try sample.told(by: Rules.F7) == ["F7 refuses groups"])
    }

    @Test func `P4: an unknown establishment may be the missing école; an empty group is F7's`() throws {
        var sample = try Sample.several()
        sample.form.groups[0].establishments = try [.marot, .unknown]
        sample.form.groups[1].establishments = []
        #expect(try sample.told(by: Rules.P4).isEmpty)
    }

    @Test func `P4: a request of one group is judged by F7 and P3 alone`() throws {
        var sample = try Sample()
        sample.form.groups[0].establishments = [try .marot]
        #expect(try sample.told(by: Rules.P4).isEmpty)
    }

    @Test func `P4: several groups for one sector warn`() throws {
        var sample = try Sample.several()
        sample.form.scope = .one
        #expect(try sample.told(by: Rules.P4) == ["P4 warns groups"])
        #expect(message(try sample.found(by: Rules.P4)).contains("prévoit 2 groupes pour un seul réseau"))
        sample.form.groups.removeLast()
        #expect(try sample.told(by: Rules.P4).isEmpty)
    }

    @Test func `P4: a group whose trainees all come from one establishment blocks the contract`() throws {
        let sample = try Sample.several()
        let trainees = try sample.trainees()
        #expect(sample.told(by: Rules.P4, ofRoster: trainees).isEmpty)
        let second = try GroupID("G2")
        let marot = try UAI.marot
        let mixed = trainees.filter { $0.group != second || $0.establishment == marot }
        #expect(sample.told(by: Rules.P4, ofRoster: mixed) == ["P4 blocks:contract groups[1]"])
        #expect(message(sample.found(by: Rules.P4, ofRoster: mixed)).contains("groupe G2 viennent de 1 établissement"))
        let collegesOnly = trainees.filter { $0.group != second || $0.degree == .second }
        #expect(sample.told(by: Rules.P4, ofRoster: collegesOnly) == ["P4 blocks:contract groups[1]"])
        #expect(
            message(sample.found(by: Rules.P4, ofRoster: collegesOnly)).hasSuffix(
                "du groupe G2 ne viennent que de collèges, sans aucune école."))
        let ecolesOnly = trainees.filter { $0.group != second || $0.degree == .first }
        #expect(
            message(sample.found(by: Rules.P4, ofRoster: ecolesOnly)).hasSuffix(
                "ne viennent que d'écoles, sans aucun collège."))
        let absent = trainees.filter { $0.group != second }
        #expect(sample.told(by: Rules.P4, ofRoster: absent).isEmpty)
    }
}
