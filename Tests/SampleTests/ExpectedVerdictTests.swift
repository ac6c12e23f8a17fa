import Rulebook
import Testing
import Vocabulary

/// The comparison itself, on made-up verdicts.
@Suite(.timeLimit(.minutes(1)))
struct ExpectedVerdictTests {
    private static let line = """
        {"id": "ALP-69-0001", "outcome": "returned", "breaches": [{"rule": "H3", "severity": "warns"}, \
        {"rule": "F3", "severity": "returns", "place": "contractLink"}], "decides": "Le lien manque."}
        """

    private static func breach(_ rule: RuleID, _ severity: Severity, _ place: String) -> Breach {
        Breach(rule: rule, severity: severity, place: place, message: "Ce qui ne va pas.", remedy: "Quoi faire.")
    }

    private static func differences(_ breaches: [Breach]) throws -> [String] {
        try ExpectedVerdict.read(line).flatMap { $0.differences(from: Verdict(breaches)) }
    }

    @Test func `the same breaches in another order are no difference`() throws {
        let found = [Self.breach(.F3, .returns, "contractLink"), Self.breach(.H3, .warns, "council.studied")]
        #expect(try Self.differences(found) == [])
        #expect(try Self.differences(found.reversed()) == [])
    }

    @Test func `a breach that lacks and one too many are both told`() throws {
        let found = [Self.breach(.F3, .returns, "commitsOverTime"), Self.breach(.H3, .warns, "council.studied")]
        #expect(
            try Self.differences(found) == [
                "ALP-69-0001: lacks F3 returns contractLink",
                "ALP-69-0001: has besides F3 returns commitsOverTime: Ce qui ne va pas.",
            ])
    }

    @Test func `another outcome is told first`() throws {
        #expect(
            try Self.differences([Self.breach(.H3, .warns, "council.studied")]) == [
                "ALP-69-0001: passed, expected returned", "ALP-69-0001: lacks F3 returns contractLink",
            ])
    }
}
