import Rulebook
import Testing
import Vocabulary

@Suite(.timeLimit(.minutes(1)))
struct F4Tests {
    @Test func `F4: several stated of one sector are returned`() throws {
        var sample = try Sample.several()
        for index in sample.form.groups.indices {
            sample.form.groups[index].establishments = try [.marot, .lapierre]
        }
        #expect(try sample.told(by: Rules.F4) == ["F4 returns scope"])
        #expect(message(try sample.found(by: Rules.F4)).contains("un seul : Collège Clément Marot (0691662G)"))
    }

    @Test func `F4: establishments of no known sector are not several sectors`() throws {
        var sample = try Sample.several()
        for uai in sample.places.establishments.keys { sample.places.establishments[uai]?.sector = nil }
        #expect(message(try sample.found(by: Rules.F4)).contains("aucun secteur connu"))
    }

    @Test func `F4: while an establishment is unknown, or none is named, F7 alone speaks`() throws {
        var sample = try Sample.several()
        for index in sample.form.groups.indices {
            sample.form.groups[index].establishments = try [.marot, .unknown]
        }
        #expect(try sample.told(by: Rules.F4).isEmpty)
        sample.form.groups = []
        #expect(try sample.told(by: Rules.F4).isEmpty)
    }

    @Test(arguments: [nil, "", "  ", "?!"])
    func `F4: several sectors without a reason of territory are returned`(answer: String?) throws {
        var sample = try Sample.several()
        sample.form.territory = try answer.map { try FreeText($0) }
        #expect(try sample.told(by: Rules.F4) == ["F4 returns territory"])
        #expect(message(try sample.found(by: Rules.F4)).contains("logique de territoire"))
        sample.form.scope = .one
        #expect(try sample.told(by: Rules.F4).isEmpty)
    }

    @Test func `F4: 25 km say nothing, 26 warn, and the two collèges and the distance are named`() throws {
        var sample = try Sample.several()
        let pair = try [UAI.marot, .lassagne].sorted()
        sample.places.distances[pair] = 25
        #expect(try sample.told(by: Rules.F4).isEmpty)
        sample.places.distances[pair] = 26
        #expect(try sample.told(by: Rules.F4) == ["F4 warns groups[0].establishments[1]"])
        let text = message(try sample.found(by: Rules.F4))
        #expect(text.contains("Collège Clément Marot (0691662G) et Collège André Lassagne (0691728D) sont à 26 km"))
        sample.campaign.rules.F4.warnBeyondKilometres.value = 40
        #expect(try sample.told(by: Rules.F4).isEmpty)
    }

    @Test func `F4: of several pairs too far apart the farthest is named, the others counted`() throws {
        var sample = try Sample.several()
        sample.form.groups[1].establishments = try [.exupery, .ferry]
        sample.places.distances[try [UAI.marot, .exupery].sorted()] = 46
        sample.places.distances[try [UAI.lassagne, .exupery].sorted()] = 44
        #expect(try sample.told(by: Rules.F4) == ["F4 warns groups[1].establishments[0]"])
        let text = message(try sample.found(by: Rules.F4))
        #expect(text.contains("46 km") && text.contains("1 autre paire"))
    }

    @Test(arguments: [(25.04, "25,1 km"), (25.3, "25,3 km"), (26, "26 km"), (115.36, "115,4 km")])
    func `F4: a distance is never rounded down to the limit`(_ kilometres: Double, _ shown: String) throws {
        var sample = try Sample.several()
        sample.places.distances[try [UAI.marot, .lassagne].sorted()] = kilometres
        #expect(message(try sample.found(by: Rules.F4)).contains("sont à \(shown) l'un"))
    }
}
