import Rulebook
import Testing
import Vocabulary

@Suite(.timeLimit(.minutes(1)))
struct H2Tests {
    @Test(arguments: [PriorityEducation.rep, .repPlus])
    func `H2: priority education without an orientation is returned`(priority: PriorityEducation) throws {
        var sample = try Sample.priority()
        sample.places.establishments[try .cesaire]?.priority = priority
        sample.places.establishments[try .langevin]?.priority = priority
        sample.form.theme.orientations = []
        #expect(try sample.told(by: Rules.H2) == ["H2 returns theme.orientations"])
        let text = message(try sample.found(by: Rules.H2))
        #expect(text.contains("Collège Aimé Césaire (0691666L)") && text.contains("sont en éducation prioritaire"))
        #expect(try sample.found(by: Rules.H2)[0].remedy.contains("la fluidité des parcours (fluidite-parcours)"))
    }

    @Test(arguments: ["grande-difficulte", "autonomie", "pratiques-inclusives", "fluidite-parcours"])
    func `H2: each of the four orientations will do`(orientation: String) throws {
        var sample = try Sample.priority()
        sample.form.theme.orientations = [try ThemeOrientation(orientation)]
        #expect(try sample.told(by: Rules.H2).isEmpty)
    }

    @Test func `H2: in a mixed action the part in priority education binds`() throws {
        var sample = try Sample.several()
        #expect(try sample.told(by: Rules.H2).isEmpty)
        sample.form.groups[1].establishments.append(try .langevin)
        #expect(try sample.told(by: Rules.H2) == ["H2 returns theme.orientations"])
        #expect(message(try sample.found(by: Rules.H2)).contains("École Paul Langevin (0691412K) est"))
    }

    @Test func `H2: an orientation that the campaign doesn't know is returned, whoever names it`() throws {
        var sample = try Sample()
        sample.form.theme.orientations = try [ThemeOrientation("autonomie"), ThemeOrientation("numerique")]
        #expect(try sample.told(by: Rules.H2) == ["H2 returns theme.orientations[1]"])
        #expect(message(try sample.found(by: Rules.H2)).contains("« numerique »"))
        #expect(try sample.found(by: Rules.H2)[0].remedy.contains("pratiques-inclusives"))
    }

    @Test func `H2: a sole orientation that isn't known is told once in priority education`() throws {
        var sample = try Sample.priority()
        sample.form.theme.orientations = [try ThemeOrientation("numerique")]
        #expect(try sample.told(by: Rules.H2) == ["H2 returns theme.orientations[0]"])
    }

    @Test func `H2: a campaign without orientations says whom to ask`() throws {
        var sample = try Sample.priority()
        sample.campaign.rules.H2.orientations.value = []
        #expect(try sample.found(by: Rules.H2)[0].remedy.contains("demandez à la Dfie"))
    }
}
