import Rulebook
import Testing
import Vocabulary

@Suite(.timeLimit(.minutes(1)))
struct F2Tests {
    @Test func `F2: a renewal that names no earlier action is returned`() throws {
        var sample = try Sample.renewal()
        sample.form.earlierAction = nil
        #expect(try sample.told(by: Rules.F2) == ["F2 returns earlierAction"])
        #expect(message(try sample.found(by: Rules.F2)).contains("ne nomme pas l'action"))
    }

    @Test func `F2: a renewal of nothing is returned where last year's actions are known`() throws {
        var sample = try Sample.renewal()
        sample.form.earlierAction = try EarlierActionID("ALP-2019-999")
        #expect(try sample.told(by: Rules.F2) == ["F2 returns earlierAction"])
        let text = message(try sample.found(by: Rules.F2))
        #expect(text.contains("ALP-2019-999") && text.contains("reconduction de rien") && text.contains("1 action "))
        sample.earlierActions = []
        #expect(try sample.told(by: Rules.F2) == ["F2 returns earlierAction"])
    }

    @Test func `F2: where last year's actions aren't known, the examiners judge`() throws {
        var sample = try Sample.renewal()
        sample.earlierActions = nil
        sample.form.earlierAction = try EarlierActionID("ALP-2019-999")
        #expect(try sample.told(by: Rules.F2).isEmpty)
    }

    @Test func `F2: a new theme that names an earlier action warns`() throws {
        var sample = try Sample()
        sample.form.earlierAction = try EarlierActionID("ALP-2019-117")
        #expect(try sample.told(by: Rules.F2) == ["F2 warns earlierAction"])
        #expect(message(try sample.found(by: Rules.F2)).contains("nouvelle thématique"))
    }
}
