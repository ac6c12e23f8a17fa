import Testing

@Suite("Rules and words", .timeLimit(.minutes(1)))
struct RuleCheckTests {
    private static let whole: [String: String] = [
        "Shared/Vocabulary/Rules/RuleID.swift": "enum RuleID {\n    // Time: T9\n    case T1, T2\n    case Y10\n}",
        "Shared/Rulebook/Time/T1.swift": "extension Rules {\n    static let T1 = Rule(.T1)\n}",
        "Shared/Rulebook/Time/T2.swift": "extension Rules {\n    static let T2 = Rule(.T2)\n}",
        "Shared/Rulebook/Year/Y10.swift": "extension Rules {\n    static let Y10 = Rule(.Y10)\n}",
        "Shared/Rulebook/Rules.swift": "enum Rules {\n    static let all = [T1, T2, Y10]\n}",
        "Tests/RulebookTests/Time/T1Tests.swift": "@Test func `T1 takes 6 hours`() {}",
        "Tests/RulebookTests/Time/T2Tests.swift": "@Test func `a closed day breaks T2`() {}",
        "Tests/RulebookTests/Year/Y10Tests.swift": "@Test func `Y10: nothing`() {}",
        "docs/rules.md": "# Rules\n| [T1](#t1) |\n## T1\na\n## T2\nb\n## Y10\n",
    ]

    /// What the check says of the whole with one file changed, or left out where it is nil.
    private func run(_ path: String? = nil, _ text: String? = nil) -> [String] {
        var files = Self.whole
        if let path { files[path] = text }
        return rulesHoldTogether(files.sorted { $0.key < $1.key }.map { SourceFile($0.key, $0.value) }).map(\.message)
    }

    @Test func `rule, file, row, test and section hold together`() { #expect(run() == []) }

    @Test func `a rule has a file of its own`() {
        let missing = ["T2 has no Shared/Rulebook/*/T2.swift with `static let T2 =`"]
        #expect(run("Shared/Rulebook/Time/T2.swift") == missing)
        #expect(run("Shared/Rulebook/Time/T2.swift", "// static let T2 = Rule(.T2)") == missing)
        #expect(run("Shared/Rulebook/Time/T2.swift", "static let T20 = Rule(.T2)") == missing)
    }

    @Test func `a rule has a row`() {
        #expect(
            run("Shared/Rulebook/Rules.swift", "enum Rules {\n    // Y10\n    static let all = [T1, T2Old]\n}")
                == ["T2 has no row in Shared/Rulebook/Rules.swift", "Y10 has no row in Shared/Rulebook/Rules.swift"])
    }

    @Test func `a rule has a test that names it`() {
        let path = "Tests/RulebookTests/Time/T1Tests.swift"
        #expect(run(path) == ["T1 has no Tests/RulebookTests/*/T1Tests.swift"])
        let silent = ["no test of T1Tests says T1 in its name"]
        #expect(run(path, "@Test func `it takes 6 hours`() { check(.T1) }") == silent)
        #expect(run(path, "// @Test func `T1 takes 6 hours`() {}") == silent)
        #expect(run(path, "@Test func `T12 takes 6 hours`() {}") == silent)
    }

    @Test func `a rule has a section in the page`() {
        #expect(
            run("docs/rules.md", "## T1\n### Y10\nT2\n") == [
                "T2 has no section in docs/rules.md", "Y10 has no section in docs/rules.md",
            ])
    }

    @Test func `nothing stands for a rule that isn't`() {
        #expect(run("Shared/Rulebook/Time/T3.swift", "static let T3 = Rule(.T3)") == ["T3 is no rule of RuleID"])
        #expect(run("docs/rules.md", "## T1\n## T2\n## T7\n## Y10\n") == ["T7 is no rule of RuleID"])
        #expect(run("Shared/Rulebook/Time/PlanReading.swift", "struct A {}") == [])
    }

    @Test func `the glossary names types that stand, and every one of the vocabulary`() {
        func run(_ glossary: String) -> [String] {
            glossaryNamesTheTypes([
                SourceFile("docs/glossary.md", glossary),
                SourceFile(
                    "Shared/Vocabulary/A.swift", "package struct Group {\n    package enum Kind {}\n}\nstruct B {}"),
                SourceFile("Shared/Rulebook/A.swift", "// struct Verb\n@frozen\npackage enum Verdict {}"),
                SourceFile("Services/A/B.swift", "struct Page {}"),
            ]).map(\.description)
        }
        #expect(run("| group | groupe | `Group` (`host`) |\n| verdict | avis | `Verdict` |") == [])
        #expect(
            run("`Group`\n`Verb`, `Page`") == [
                "docs/glossary.md:2 glossary: there is no type Verb in Shared/",
                "docs/glossary.md:2 glossary: there is no type Page in Shared/",
            ])
        #expect(
            run("Group") == [
                "Shared/Vocabulary/A.swift:1 glossary: Group has no row in docs/glossary.md: give its French"
            ])
    }
}
