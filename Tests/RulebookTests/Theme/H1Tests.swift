import Rulebook
import TestKit
import Testing
import Vocabulary

@Suite(.timeLimit(.minutes(1)))
struct H1Tests {
    @Test(arguments: ["title", "objectives", "expectedResults"], ["", "Maths", "…", " \n", "Maths !!!"])
    func `H1: an empty or one-word answer is returned at its place`(field: String, answer: String) throws {
        var sample = try Sample()
        let text = try FreeText(answer)
        switch field {
        case "title": sample.form.theme.title = text
        case "objectives": sample.form.theme.objectives = text
        default: sample.form.theme.expectedResults = text
        }
        #expect(try sample.told(by: Rules.H1) == ["H1 returns theme.\(field)"])
        let told = message(try sample.found(by: Rules.H1))
        let words =
            switch answer {
            case "…": "ne contient aucun mot (« … »)"
            case _ where answer.hasPrefix("Maths"): "« \(answer) » compte 1 mot, au lieu d'au moins 2"
            default: "est vide"
            }
        #expect(told.contains(words), "\(told)")
    }

    @Test func `H1: three poor answers are three breaches`() throws {
        var sample = try Sample()
        sample.form.theme.title = try .of("Maths")
        sample.form.theme.objectives = try .of("")
        sample.form.theme.expectedResults = try .of("?")
        #expect(
            try sample.told(by: Rules.H1) == [
                "H1 returns theme.title", "H1 returns theme.objectives", "H1 returns theme.expectedResults",
            ])
    }

    @Test(arguments: ["Lire ensemble", "l'oral", "اللغة العربية", "<script>alert(1)</script>"])
    func `H1: two words of any script pass`(answer: String) throws {
        var sample = try Sample()
        sample.form.theme.title = try FreeText(answer)
        #expect(try sample.told(by: Rules.H1).isEmpty)
        sample.campaign.rules.H1.leastWords.value = 9
        #expect(try sample.told(by: Rules.H1).contains("H1 returns theme.title"))
    }

    @Test func `H1: a long word is cut in the message`() throws {
        var sample = try Sample()
        sample.form.theme.title = try FreeText(String(repeating: "a", count: 5000))
        #expect(message(try sample.found(by: Rules.H1)).count < 200)
    }
}
