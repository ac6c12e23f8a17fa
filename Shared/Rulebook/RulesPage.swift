import Vocabulary

/// The rules as a page of the documentation, made from the rules themselves.
package enum RulesPage {
    /// `docs/rules.md`: a table of contents, then a section a rule in the order given.
    package static func markdown(rules: [Rule]) -> String {
        (head(rules) + rules.flatMap(section)).joined(separator: "\n") + "\n"
    }

    private static func head(_ rules: [Rule]) -> [String] {
        [
            "# Rules",
            "",
            "Made from `Shared/Rulebook`, a file a rule: change it there, then write this page anew with",
            "`ALP_WRITE_DOCS=1 swift test --filter RulesPageTests`",
            "([all such pages](../CONTRIBUTING.md#pages-made-from-the-code)).",
            "",
            "Each rule carries out a sentence of the cahier des charges, quoted in its language; « (lecture) » marks what is",
            "ours where it is silent, and may change with the campaign. Messages are those that people read, `…` for what",
            "varies. A rule judges by itself: its breaches are the same whatever else is wrong, and all breaches are",
            "reported at once.",
            "",
            "| severity | what it does |",
            "| --- | --- |",
            "| `refuses` | the request can't be accepted, or the plan can't stand |",
            "| `returns` | the request goes back to the pilots for correction |",
            "| `blocks:STEP` | it goes on, but not past this step until what is missing is there |",
            "| `warns` | a person should look at it; nothing is held up |",
            "",
            "| rule | judges | severities | parameters |",
            "| --- | --- | --- | --- |",
        ]
            + rules.map { rule in
                let severities = rule.findings.map(\.severity.text).uniqued.map(code)
                return "| [\(rule.id.rawValue)](#\(rule.id.rawValue.lowercased())) | \(judges(rule)) "
                    + "| \(listed(severities)) | \(listed(rule.parameters.map(code))) |"
            }
    }

    private static func section(_ rule: Rule) -> [String] {
        var lines = ["", "## \(rule.id.rawValue)", "", "> \(cell(rule.sentence))"]
        if let reading = rule.reading { lines += [">", "> (lecture) \(cell(reading))"] }
        lines += ["", "Judges: \(judges(rule))."]
        lines.append("Parameters: \(rule.parameters.isEmpty ? "none" : listed(rule.parameters.map(code))).")
        if !rule.findings.isEmpty {
            lines += ["", "| severity | message |", "| --- | --- |"]
            lines += rule.findings.map { "| \(code($0.severity.text)) | \(cell($0.message)) |" }
        }
        return lines
    }

    /// What a rule has a function for.
    private static func judges(_ rule: Rule) -> String {
        let subjects = [
            rule.request.map { _ in "request" }, rule.plan.map { _ in "plan" }, rule.roster.map { _ in "roster" },
            rule.step.map { _ in "step" },
        ].compactMap { $0 }
        return subjects.isEmpty ? "nothing by itself" : subjects.joined(separator: ", ")
    }

    private static func listed(_ words: [String]) -> String { words.isEmpty ? "–" : words.joined(separator: ", ") }

    private static func code(_ text: String) -> String { "`\(text)`" }

    /// A text that stands on one line of a table: a bar would end its cell, a bracket begin a link or a tag.
    private static func cell(_ text: String) -> String {
        var cell = ""
        for character in text {
            switch character {
            case "|", "[", "]", "<", "*", "_", "\\", "`": cell += "\\\(character)"
            case "\n", "\r\n": cell += " "
            default: cell.append(character)
            }
        }
        return cell
    }
}

extension Sequence where Element: Hashable {
    /// Each element once, where it first stands.
    fileprivate var uniqued: [Element] {
        var seen = Set<Element>()
        return filter { seen.insert($0).inserted }
    }
}
