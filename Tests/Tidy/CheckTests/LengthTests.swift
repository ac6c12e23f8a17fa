import Testing

@Suite("Lengths", .timeLimit(.minutes(1)))
struct LengthTests {
    private func function(_ head: String, lines: Int) -> String {
        head + " {\n" + String(repeating: "    a()\n", count: lines - 2) + "}"
    }

    @Test func `a line has 120 columns at most`() {
        func run(_ count: Int) -> [Int] {
            linesAreShort([SourceFile("Shared/A/B.swift", "\n" + String(repeating: "é", count: count))]).map(\.line)
        }
        #expect(run(120) == [])
        #expect(run(121) == [2])
    }

    @Test func `a file has 400 lines at most`() {
        func run(_ count: Int) -> Int {
            filesAreShort([SourceFile("Shared/A/B.swift", String(repeating: "a\n", count: count))]).count
        }
        #expect(run(400) == 0)
        #expect(run(401) == 1)
    }

    @Test(arguments: [
        "func a()", "init?(b: Int)", "package func a<B>(_ b: B, c: () -> Void = {}) async throws -> [Int] where B: C",
        "subscript(a: Int) -> Int", "func `a sentence`()", "deinit", "init<A>(a: A)",
    ])
    func `a function has 70 lines at most`(_ head: String) {
        func run(_ count: Int) -> [Int] {
            functionsAreShort([SourceFile("Shared/A/B.swift", "struct A {\n" + function(head, lines: count) + "\n}")])
                .map(\.line)
        }
        #expect(run(70) == [])
        #expect(run(71) == [2])
    }

    @Test func `braces in strings and comments don't count`() {
        let text = function("func a()", lines: 4).replacing("a()\n    a()", with: "f(\"}\") // }\n    f(\"{\")")
        #expect(FunctionLengths.of(SourceFile("Shared/A/B.swift", text)).map(\.length) == [4])
    }

    @Test func `a requirement has no body`() {
        let text =
            "protocol A {\n    func b() throws -> Int\n    func c(\n        d: Int\n    )\n}\n"
            + function("func e()", lines: 3)
        let found = FunctionLengths.of(SourceFile("Shared/A/B.swift", text))
        #expect(found.map(\.line) == [7])
        #expect(found.map(\.length) == [3])
    }
}
