import Rulebook
import Testing
import Vocabulary

@Suite(.timeLimit(.minutes(1)))
struct F5Tests {
    @Test(arguments: [(0, "ni chef d'établissement ni IEN"), (1, "aucun IEN"), (2, "aucun chef")])
    func `F5: a request that isn't asked jointly is refused`(kept: Int, words: String) throws {
        var sample = try Sample()
        let pilots = sample.form.pilots
        sample.form.pilots = kept == 0 ? [] : [pilots[kept - 1]]
        #expect(try sample.told(by: Rules.F5) == ["F5 refuses pilots"])
        #expect(message(try sample.found(by: Rules.F5)).contains(words))
    }

    @Test(arguments: ["ia-ipr:0691662G", "dfie", "service:69", "trainer:F012"])
    func `F5: a pilot who is neither head nor IEN is returned`(function: String) throws {
        var sample = try Sample()
        sample.form.pilots.append(Pilot(function: try Function(function), agrees: true))
        #expect(try sample.told(by: Rules.F5) == ["F5 returns pilots[2].function"])
        #expect(message(try sample.found(by: Rules.F5)).contains(function))
    }

    @Test func `F5: a pilot who hasn't agreed blocks the examination, request and step alike`() throws {
        var sample = try Sample()
        sample.form.pilots[1].agrees = false
        #expect(try sample.told(by: Rules.F5) == ["F5 blocks:examination pilots[1].agrees"])
        #expect(sample.told(by: Rules.F5, before: .examination) == ["F5 blocks:examination pilots[1].agrees"])
        #expect(sample.told(by: Rules.F5, before: .contract).isEmpty)
        #expect(message(try sample.found(by: Rules.F5)).contains("IEN, 69-lyon-4eme-caluire"))
        sample.form.pilots[1].agrees = true
        #expect(sample.told(by: Rules.F5, before: .examination).isEmpty)
    }

    @Test func `F5: a head of another collège, or of an école, is returned`() throws {
        var sample = try Sample()
        sample.form.pilots.append(Pilot(function: .head(try .cesaire), agrees: true))
        #expect(try sample.told(by: Rules.F5) == ["F5 returns pilots[2].function"])
        #expect(message(try sample.found(by: Rules.F5)).contains("Collège Aimé Césaire (0691666L)"))
        sample.form.pilots[2].function = .head(try .lapierre)
        #expect(message(try sample.found(by: Rules.F5)).contains("ce n'est pas un collège"))
    }

    @Test func `F5: an IEN of another circonscription, or of none that is known, is returned`() throws {
        var sample = try Sample()
        sample.form.pilots.append(Pilot(function: .inspector(try .vaulx1), agrees: true))
        #expect(try sample.told(by: Rules.F5) == ["F5 returns pilots[2].function"])
        #expect(message(try sample.found(by: Rules.F5)).contains("69-vaulx-en-velin-1"))
        sample.form.pilots[2].function = .inspector(try CirconscriptionID("69-lyon-9eme"))
        #expect(try sample.told(by: Rules.F5) == ["F5 returns pilots[2].function"])
        #expect(message(try sample.found(by: Rules.F5)).contains("n'est pas connue"))
    }

    @Test func `F5: an IEN for ASH may join a territorial one, but not ask alone`() throws {
        var sample = try Sample()
        sample.form.pilots.append(Pilot(function: .inspector(try .ash), agrees: true))
        #expect(try sample.told(by: Rules.F5).isEmpty)
        sample.form.pilots.remove(at: 1)
        #expect(try sample.told(by: Rules.F5) == ["F5 returns pilots[1].function"])
        let breach = try #require(try sample.found(by: Rules.F5).first)
        #expect(breach.message.hasPrefix("D'après les fichiers de référence, aucun établissement"))
        #expect(breach.remedy.hasSuffix("si ce rattachement est inexact, signalez-le à la Dfie."))
    }

    @Test func `F5: while an establishment's circonscription isn't known, an IEN may be its own`() throws {
        var sample = try Sample()
        sample.form.pilots.append(Pilot(function: .inspector(try .vaulx1), agrees: true))
        sample.places.establishments[try .arnaud]?.circonscription = nil
        #expect(try sample.told(by: Rules.F5).isEmpty)
    }

    @Test func `F5: without establishments nothing is said of whose pilots they are`() throws {
        var sample = try Sample()
        sample.form.groups = []
        #expect(try sample.told(by: Rules.F5).isEmpty)
    }

    @Test func `F5: the same pilot twice is returned once, at the second line`() throws {
        var sample = try Sample()
        sample.form.pilots.append(sample.form.pilots[0])
        #expect(try sample.told(by: Rules.F5) == ["F5 returns pilots[2].function"])
        #expect(message(try sample.found(by: Rules.F5)).contains("figure deux fois"))
    }
}
