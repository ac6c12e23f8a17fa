import Testing

@Suite("The tree is tidy", .timeLimit(.minutes(1)))
struct TreeTests {
    @Test(arguments: Check.all)
    func `the repository keeps`(_ check: Check) {
        let findings = check.run(Tree.files)
        if !findings.isEmpty {
            Issue.record("\(findings.count) findings\n\(findings.map(\.description).joined(separator: "\n"))")
        }
    }

    @Test func `the repository was read`() {
        let paths = Set(Tree.files.map(\.path))
        #expect(paths.isSuperset(of: ["Package.swift", "README.md", "Tests/Tidy/TreeTests.swift", "Scripts/test"]))
    }
}
