import Rulebook
import Testing
import Vocabulary

@Suite(.timeLimit(.minutes(1)))
struct F3Tests {
    @Test(arguments: [nil, "", " \n\t\u{A0}", "…", "🎉 — 👍"])
    func `F3: a new theme without a word on its contract is returned`(answer: String?) throws {
        var sample = try Sample()
        sample.form.contractLink = try answer.map { try FreeText($0) }
        #expect(try sample.told(by: Rules.F3) == ["F3 returns contractLink"])
        let text = message(try sample.found(by: Rules.F3))
        #expect(text.contains("contrat d'objectifs"))
        #expect(text.contains(answer == "…" || answer == "🎉 — 👍" ? "aucun mot" : "est vide"))
    }

    @Test func `F3: a new theme without commitment over time is returned`() throws {
        var sample = try Sample()
        sample.form.commitsOverTime = false
        #expect(try sample.told(by: Rules.F3) == ["F3 returns commitsOverTime"])
        #expect(message(try sample.found(by: Rules.F3)).contains("durée"))
    }

    @Test func `F3: both missing are two breaches`() throws {
        var sample = try Sample()
        sample.form.contractLink = nil
        sample.form.commitsOverTime = false
        #expect(try sample.told(by: Rules.F3) == ["F3 returns contractLink", "F3 returns commitsOverTime"])
    }

    @Test func `F3: a renewal needs neither`() throws {
        let sample = try Sample.renewal()
        #expect(sample.form.contractLink == nil && !sample.form.commitsOverTime)
        #expect(try sample.told(by: Rules.F3).isEmpty)
    }

    @Test func `F3: what is shown of an answer can't turn the line round`() throws {
        var sample = try Sample()
        sample.form.contractLink = try FreeText("\u{202E}—\n\u{2028}—")
        let text = message(try sample.found(by: Rules.F3))
        #expect(!text.unicodeScalars.contains { $0.properties.isBidiControl || $0 == "\n" || $0 == "\u{2028}" })
    }
}
