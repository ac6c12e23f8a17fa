import Testing

/// The table of contents: every check, by the sentence it defends.
struct Check: Sendable, CustomTestStringConvertible {
    var name: String
    var run: @Sendable ([SourceFile]) -> [Finding]

    var testDescription: String { name }

    static let all: [Check] = [
        Check(name: "targets follow the import table", run: targetsFollowTheTable),
        Check(name: "imports are declared, declared dependencies imported", run: importsAreDeclared),
        Check(name: "C stays in its folder", run: cStaysInItsFolder),
        Check(name: "no banned calls", run: noBannedCalls),
        Check(name: "@unchecked Sendable is proved", run: uncheckedSendableIsProved),
        Check(name: "no postponed work", run: noPostponedWork),
        Check(name: "lines are short", run: linesAreShort),
        Check(name: "files are short", run: filesAreShort),
        Check(name: "functions are short", run: functionsAreShort),
        Check(name: "no type bears a module's name", run: noTypeBearsAModulesName),
        Check(name: "files are named for their content", run: filesAreNamedForTheirContent),
        Check(name: "no file is empty", run: noFileIsEmpty),
        Check(name: "every test has a time limit", run: testsHaveATimeLimit),
        Check(name: "no test is disabled", run: noTestIsDisabled),
        Check(name: "decisions have their headings", run: decisionsHaveTheirHeadings),
        Check(name: "commands in documents exist", run: commandsInDocumentsExist),
        Check(name: "links resolve", run: linksResolve),
        Check(name: "templates escape", run: templatesEscape),
        Check(name: "rules hold together with their files, tests and page", run: rulesHoldTogether),
        Check(name: "the glossary names the types", run: glossaryNamesTheTypes),
        Check(name: "no file names the workplace", run: noFileNamesTheWorkplace),
    ]
}
