import Rulebook
import Testing
import Vocabulary

@Suite(.timeLimit(.minutes(1)))
struct I2Tests {
    private func sample(_ asker: Function, organisation: String = "Association Coup de pouce") throws -> Sample {
        var sample = try Sample()
        sample.form.intervenants.speakers = [
            OutsideSpeaker(
                person: try PersonID("p-s1"), organisation: try FreeText(organisation), askedBy: asker, hasFees: true)
        ]
        return sample
    }

    @Test(arguments: ["head:0691662G", "ien:69-lyon-4eme-caluire", "ia-ipr:0691662G"])
    func `I2: a speaker is pending until the Dfie's validation, whoever of the three asks`(asker: String) throws {
        let sample = try sample(Function(asker))
        let blocked = ["I2 blocks:contract intervenants.speakers[0]"]
        #expect(try sample.told(by: Rules.I2) == blocked)
        #expect(sample.told(by: Rules.I2, before: .contract) == blocked)
        #expect(sample.told(by: Rules.I2, before: .examination).isEmpty)
        let text = message(try sample.found(by: Rules.I2))
        #expect(text.contains("Association Coup de pouce") && text.contains("frais"))
        var done = StepsDone()
        done.speakersValidated = [try PersonID("p-s1")]
        #expect(sample.told(by: Rules.I2, before: .contract, done: done).isEmpty)
    }

    @Test(arguments: ["dfie", "service:69", "trainer:F012", "pole", "ia-dasen:69"])
    func `I2: a speaker whom anyone else asks for is returned`(asker: String) throws {
        let sample = try sample(Function(asker))
        #expect(
            try sample.told(by: Rules.I2) == [
                "I2 returns intervenants.speakers[0].askedBy", "I2 blocks:contract intervenants.speakers[0]",
            ])
        #expect(try sample.found(by: Rules.I2)[0].message.contains("« \(asker) »"))
    }

    @Test(arguments: ["head:0691728D", "ia-ipr:0691728D", "head:0690001B"])
    func `I2: an asker whose establishment isn't of the action is returned`(asker: String) throws {
        let sample = try sample(Function(asker))
        #expect(
            try sample.told(by: Rules.I2) == [
                "I2 returns intervenants.speakers[0].askedBy", "I2 blocks:contract intervenants.speakers[0]",
            ])
        #expect(try sample.found(by: Rules.I2)[0].message.hasSuffix("mais cet établissement n'est pas de l'action."))
    }

    @Test func `I2: an IEN of another circonscription is returned, unless an establishment's isn't known`() throws {
        var sample = try sample(.inspector(.vaulx1))
        #expect(
            try sample.told(by: Rules.I2) == [
                "I2 returns intervenants.speakers[0].askedBy", "I2 blocks:contract intervenants.speakers[0]",
            ])
        #expect(try sample.found(by: Rules.I2)[0].message.contains("d'après les fichiers de référence"))
        #expect(try sample.found(by: Rules.I2)[0].remedy.hasSuffix("signalez-le à la Dfie."))
        sample.places.establishments[try .arnaud]?.circonscription = nil
        #expect(try sample.told(by: Rules.I2) == ["I2 blocks:contract intervenants.speakers[0]"])
    }

    @Test func `I2: without establishments nothing is said of whose the asker is`() throws {
        var sample = try sample(.head(.lassagne))
        sample.form.groups = []
        #expect(try sample.told(by: Rules.I2) == ["I2 blocks:contract intervenants.speakers[0]"])
    }

    @Test func `I2: the IEN for ASH may ask beside a territorial one`() throws {
        #expect(try sample(.inspector(.ash)).told(by: Rules.I2) == ["I2 blocks:contract intervenants.speakers[0]"])
    }

    @Test func `I2: of two speakers the one not yet validated blocks`() throws {
        var sample = try sample(.head(.marot))
        sample.form.intervenants.speakers.append(sample.form.intervenants.speakers[0])
        sample.form.intervenants.speakers[1].person = try PersonID("p-s2")
        sample.form.intervenants.speakers[1].hasFees = false
        var done = StepsDone()
        done.speakersValidated = [try PersonID("p-s1")]
        #expect(
            sample.told(by: Rules.I2, before: .contract, done: done) == ["I2 blocks:contract intervenants.speakers[1]"])
        #expect(!message(sample.found(by: Rules.I2, before: .contract, done: done)).contains("frais"))
    }

    @Test func `I2: a speaker from nowhere is told by the person's identifier, odd text on one line`() throws {
        #expect(message(try sample(.head(.marot), organisation: " ").found(by: Rules.I2)).contains("(p-s1)"))
        let odd = try sample(.head(.marot), organisation: "A\nB\u{202E}C<script>")
        let text = message(try odd.found(by: Rules.I2))
        #expect(text.contains("A B C<script>"))
    }
}
