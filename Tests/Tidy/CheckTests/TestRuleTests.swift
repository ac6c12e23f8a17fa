import Testing

@Suite("Rules for tests", .timeLimit(.minutes(1)))
struct TestRuleTests {
    private func lines(_ texts: String...) -> [Int] {
        testsHaveATimeLimit(
            texts.enumerated().map { SourceFile("Tests/KafkaTests/A\($0.offset).swift", $0.element) }
        ).map(\.line)
    }

    @Test func `a test without a limit is found`() {
        #expect(lines("@Suite struct A {\n    @Test func `b`() {}\n}") == [2])
        #expect(lines("struct A {\n    @Test(arguments: [1]) func `b`(_ c: Int) {}\n}") == [2])
        #expect(lines("@Test func `b`() {}") == [1])
    }

    @Test func `its own limit or its suite's will do`() {
        #expect(lines("@Test(.timeLimit(.minutes(1))) func `b`() {}") == [])
        #expect(lines("@Test(\n    .timeLimit(.minutes(1)),\n    arguments: [1]\n) func `b`() {}") == [])
        #expect(lines("@Suite(.timeLimit(.minutes(1)))\nstruct A {\n    @Test func `b`() {}\n}") == [])
        #expect(lines("@Suite(\"A\", .timeLimit(.minutes(1))) struct A {\n    @Test func `b`() {}\n}") == [])
    }

    @Test func `a suite may be a sentence too`() {
        #expect(lines("@Suite(.timeLimit(.minutes(1)))\nstruct `An A` {\n    @Test func `b`() {}\n}") == [])
        #expect(lines("struct `An A` {\n    @Test func `b`() {}\n}") == [2])
    }

    @Test func `a suite's limit holds in its extensions, not in its neighbour`() {
        let suite = "@Suite(.timeLimit(.minutes(1)))\nstruct A {}\n"
        #expect(lines(suite, "extension A {\n    @Test func `b`() {}\n}") == [])
        #expect(lines(suite + "@Suite struct C {\n    @Test func `d`() {}\n}") == [4])
        #expect(lines(suite + "final class C {\n    @Test func `d`() {}\n}") == [4])
    }

    @Test func `a disabled test is found`() {
        #expect(noTestIsDisabled([SourceFile("Tests/A/B.swift", "@Test(.disabled(\"later\")) func a() {}")]).count == 1)
        #expect(noTestIsDisabled([SourceFile("Tests/A/B.swift", "// .disabled(")]).isEmpty)
    }
}
