import Foundation
import Rulebook
import Testing
import Vocabulary

@Suite(.timeLimit(.minutes(1)))
struct RulesPageTests {
    /// The repository, from this file's place in it; resolved, so that a folder of links leads to it too.
    private static let root = (0..<3).reduce(URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()) { url, _ in
        url.deletingLastPathComponent()
    }

    @Test func `docs/rules.md says what the rules say`() throws {
        let file = Self.root.appendingPathComponent("docs/rules.md")
        let page = RulesPage.markdown(rules: Rules.all)
        if ProcessInfo.processInfo.environment["ALP_WRITE_DOCS"] == "1" { try Data(page.utf8).write(to: file) }
        let found = try String(contentsOf: file, encoding: .utf8)
        let (old, new) = (found.split(separator: "\n"), page.split(separator: "\n"))
        let changed = new.first { !old.contains($0) } ?? old.first { !new.contains($0) } ?? ""
        #expect(
            found == page,
            """
            docs/rules.md is out of date, first at: \(changed)
            Write it anew: ALP_WRITE_DOCS=1 swift test --filter RulesPageTests
            """)
    }

    @Test func `a rule has a row and a section`() {
        let rule = Rule(
            .T2, sentence: "de mi-octobre à début juin | 2021 […]", reading: "Hors vacances.",
            parameters: ["T2.window"],
            findings: [
                Finding(.warns, "Le mois …."), Finding(.blocks(.release), "Pas <encore>."), Finding(.warns, "Encore."),
            ],
            request: { _ in [] }, step: { _ in [] })
        let lines = RulesPage.markdown(rules: [rule]).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.contains("| [T2](#t2) | request, step | `warns`, `blocks:release` | `T2.window` |"))
        let section = lines.drop { $0 != "## T2" }
        #expect(
            Array(section) == [
                "## T2", "", "> de mi-octobre à début juin \\| 2021 \\[…\\]", ">", "> (lecture) Hors vacances.", "",
                "Judges: request, step.",
                "Parameters: `T2.window`.", "", "| severity | message |", "| --- | --- |", "| `warns` | Le mois …. |",
                "| `blocks:release` | Pas \\<encore>. |", "| `warns` | Encore. |", "",
            ])
    }

    @Test func `a rule that judges nothing says so`() {
        let page = RulesPage.markdown(rules: [Rule(.Y1, sentence: "« Mai 2020 »", findings: [])])
        #expect(page.contains("| [Y1](#y1) | nothing by itself | – | – |"))
        #expect(page.hasSuffix("\nJudges: nothing by itself.\nParameters: none.\n"))
    }
}
