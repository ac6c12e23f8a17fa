import Testing

@Suite("Banned calls", .timeLimit(.minutes(1)))
struct BannedCallTests {
    private func lines(_ path: String, _ text: String) -> [Int] { noBannedCalls([SourceFile(path, text)]).map(\.line) }

    @Test(arguments: [
        "let a = Date()", "let a: Date = .now", "f(.now)", "let a = Date.now", "let a = ContinuousClock.now",
        "let a = ContinuousClock().now", "let a = UUID()", "let a = Int.random(in: 0..<3)", "b.shuffled()",
        "FileManager.default.remove(a)", "ProcessInfo.processInfo.environment", #"let a = "at \(Date())""#,
    ])
    func `a pure module has no clock, no chance, no machine`(_ code: String) {
        for path in [
            "Services/Validation/Domain/A.swift", "Shared/Deciding/A.swift", "Shared/Vocabulary/A.swift",
            "Tests/ProofDomain/A.swift",
        ] {
            #expect(lines(path, code) == [1])
        }
        #expect(lines("Services/Validation/App/A.swift", code) == [])
    }

    @Test(arguments: [
        "facts.now + delay", "// Date() is banned", #"let a = "UUID()""#, "let randomness = 3", "Date(a)",
    ])
    func `what only looks like it is let pass`(_ code: String) {
        #expect(lines("Shared/Deciding/A.swift", code) == [])
    }

    @Test(arguments: ["Thread.sleep(forTimeInterval: 1)", "try await Task.sleep(for: a)", "usleep(3)", "sleep(3)"])
    func `a test waits for a condition`(_ code: String) {
        #expect(lines("Tests/KafkaTests/A.swift", code) == [1])
        #expect(lines("Tests/TestKit/Eventually.swift", code) == [])
        #expect(lines("Shared/Kafka/A.swift", code) == [])
    }

    @Test(arguments: ["let a = try! b()", "fatalError()", "fatalError(\"\")", "print(a)"])
    func `these stand nowhere in a module`(_ code: String) {
        #expect(lines("Shared/Kafka/A.swift", "\n" + code) == [2])
    }

    @Test(arguments: [
        "try? b()", "fatalError(\"the journal lost a row\")", "fingerprint(a)", "a.print(b)", "debugPrint(a)",
    ])
    func `their good neighbours pass`(_ code: String) {
        #expect(lines("Shared/Kafka/A.swift", code) == [])
    }

    @Test func `a program prints, and a seeded test its seed`() {
        #expect(lines("Services/Operator/A.swift", "print(a)") == [])
        #expect(lines("Tests/TestKit/A.swift", "print(a)") == [])
        #expect(lines("Tests/KafkaTests/A.swift", "print(a)") == [1])
    }

    @Test func `an unchecked Sendable has its proof directly above`() {
        func run(_ text: String) -> [Int] {
            uncheckedSendableIsProved([SourceFile("Shared/A/B.swift", text)]).map(\.line)
        }
        #expect(run("final class A: @unchecked Sendable {}") == [1])
        #expect(run("// Guarded by the lock.\n\nfinal class A: @unchecked Sendable {}") == [3])
        #expect(run("// Touched on one thread.\nfinal class A: @unchecked Sendable {}") == [])
        #expect(run("/// Frees once.\n@frozen\nstruct A: @unchecked Sendable {}") == [])
        #expect(run("// @unchecked Sendable is rare") == [])
    }

    @Test func `work isn't postponed`() {
        let marks = ["TO" + "DO", "FIX" + "ME", "X" + "XX"]
        for mark in marks {
            #expect(noPostponedWork([SourceFile("docs/a.md", "a\n\(mark): b")]).map(\.line) == [2])
        }
        #expect(noPostponedWork([SourceFile("a.sh", "mktemp name." + "X" + "XXXXX")]) == [])
    }
}
