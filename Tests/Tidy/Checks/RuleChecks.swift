/// Rule, file, test, row and page hold together: each of the cahier's rules (`RuleID`) has a file of its own in the
/// Rulebook, a row in its table, a test that says in its name which rule it is about, and a section of docs/rules.md;
/// and none of these stands for a rule that isn't.
func rulesHoldTogether(_ files: [SourceFile]) -> [Finding] {
    guard let list = files.first(where: { $0.path == "Shared/Vocabulary/Rules/RuleID.swift" }) else { return [] }
    let rules = ruleNames(list)
    let rulebook = files.filter { $0.path.hasPrefix("Shared/Rulebook/") && $0.isSwift }
    let tests = files.filter { $0.path.hasPrefix("Tests/RulebookTests/") && $0.isSwift }
    let table = rulebook.first { $0.path == "Shared/Rulebook/Rules.swift" }
    let rows = Set(table?.code.flatMap(ruleWords) ?? [])
    let page = files.first { $0.path == "docs/rules.md" }
    let sections = Set(page?.lines.filter { $0.hasPrefix("## ") }.map { String($0.dropFirst(3)) } ?? [])

    func rulebookFile(_ rule: String) -> Bool {
        rulebook.contains { file in
            let parts = file.path.split(separator: "/")
            return parts.count == 4 && parts[3] == "\(rule).swift"
                && file.code.contains { $0.has("static let \(rule) =") }
        }
    }
    var findings = rules.flatMap { rule -> [Finding] in
        var findings: [Finding] = []
        func add(_ message: String) { findings.append(list.finding("rules", message)) }
        if !rulebookFile(rule) { add("\(rule) has no Shared/Rulebook/*/\(rule).swift with `static let \(rule) =`") }
        if !rows.contains(rule) { add("\(rule) has no row in Shared/Rulebook/Rules.swift") }
        let own = tests.filter { $0.stem == "\(rule)Tests" }
        if own.isEmpty {
            add("\(rule) has no Tests/RulebookTests/*/\(rule)Tests.swift")
        } else if !own.contains(where: { testNames($0).contains { ruleWords($0).contains(rule) } }) {
            add("no test of \(rule)Tests says \(rule) in its name")
        }
        if !sections.contains(rule) { add("\(rule) has no section in docs/rules.md") }
        return findings
    }
    for file in rulebook where isRuleName(file.stem) && !rules.contains(file.stem) {
        findings.append(file.finding("rules", "\(file.stem) is no rule of RuleID"))
    }
    if let page {
        for section in sections.sorted() where isRuleName(section) && !rules.contains(section) {
            findings.append(page.finding("rules", "\(section) is no rule of RuleID"))
        }
    }
    return findings
}

/// The glossary and the code say the same words: a type that docs/glossary.md names stands in Shared/, and every type
/// of Shared/Vocabulary stands in the glossary.
func glossaryNamesTheTypes(_ files: [SourceFile]) -> [Finding] {
    guard let glossary = files.first(where: { $0.path == "docs/glossary.md" }) else { return [] }
    let shared = files.filter { $0.path.hasPrefix("Shared/") && $0.isSwift }
    let types = Set(shared.flatMap { $0.code.compactMap(typeAtTheMargin) })
    var named = Set<String>()
    let unknown = glossary.lines.enumerated().flatMap { number, line in
        line.matches(of: #/`([A-Z]\w*)`/#).compactMap { match -> Finding? in
            let name = String(match.1)
            named.insert(name)
            if types.contains(name) { return nil }
            return glossary.finding("glossary", line: number + 1, "there is no type \(name) in Shared/")
        }
    }
    let missing = shared.filter { $0.path.hasPrefix("Shared/Vocabulary/") }.flatMap { file in
        file.findings("glossary", in: file.code) { line in
            guard line.hasPrefix("package "), let name = typeAtTheMargin(line), !named.contains(name) else {
                return nil
            }
            return "\(name) has no row in docs/glossary.md: give its French"
        }
    }
    return unknown + missing
}

/// The cases of RuleID, in their order.
private func ruleNames(_ list: SourceFile) -> [String] {
    list.code.filter { $0.drop { $0 == " " }.hasPrefix("case ") }.flatMap(ruleWords)
}

/// Words that look like a rule's identifier: `T1`, `Y10`; not `AT1`, nor `F4Parameters`.
private func ruleWords(_ line: String) -> [String] {
    line.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map(String.init).filter(isRuleName)
}

private func isRuleName(_ word: String) -> Bool {
    guard let first = word.utf8.first, (65...90).contains(first) else { return false }
    let number = word.utf8.dropFirst()
    return (1...2).contains(number.count) && number.allSatisfy { (48...57).contains($0) }
}

/// The names of a file's tests that are sentences in backticks. A comment's aren't: its line has no code.
private func testNames(_ file: SourceFile) -> [String] {
    zip(file.code, file.lines).compactMap { code, line in
        code.has("func `") ? line.firstMatch(of: #/func `([^`]+)`/#).map { String($0.1) } : nil
    }
}

/// The type that a line at the margin declares.
private func typeAtTheMargin(_ line: String) -> String? {
    guard let first = line.utf8.first, first != UInt8(ascii: " ") else { return nil }
    return line.prefixMatch(of: #/(?:@\w+\s+)*(?:\w+\s+)*(?:struct|class|enum|actor|protocol)\s+(\w+)/#).map {
        String($0.1)
    }
}
