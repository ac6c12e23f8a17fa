import Testing

@testable import Operator

@Suite(.timeLimit(.minutes(1)))
struct `Endings beside expectations` {
    private typealias Breach = ExpectedVerdict.Breach

    private func ending(_ phase: String, breaches: [ExpectedVerdict.Breach] = [], letters: [String] = []) -> DemoEnding
    {
        DemoEnding(
            sample: "A", request: "A", phase: phase, isReleased: true, placement: "published", breaches: breaches,
            sessions: [
                .init(
                    session: "s", group: "G1", host: "0690001B", halfDays: ["2020-11-03A"], trainers: [],
                    replacements: [:])
            ],
            letters: letters.map { .init(letter: "l-\($0)", kind: $0, to: "dfie", state: "sent") })
    }

    private func compare(_ ending: DemoEnding?, _ expected: ExpectedVerdict, written: Set<String> = []) -> [String] {
        DemoComparison.differences(
            [ending].compactMap { $0 }, ["A": expected], order: ["A"], written: written
        ).map(\.what)
    }

    @Test func `agree when outcome, breaches and letters do`() {
        let warns = Breach(rule: "P1", severity: "warns", place: "groups[0].teachers")
        #expect(
            compare(
                ending("validated", breaches: [warns], letters: ["receipt", "validation"]),
                ExpectedVerdict(id: "A", outcome: "passed", breaches: [warns])
            ).isEmpty)
        #expect(
            compare(ending("refused", letters: ["refusal"]), ExpectedVerdict(id: "A", outcome: "refused", breaches: []))
                .isEmpty)
        #expect(
            compare(
                ending("returned", letters: ["correction"]), ExpectedVerdict(id: "A", outcome: "returned", breaches: [])
            )
            .isEmpty)
    }

    @Test func `differ by a breach too few, one too many, and one at another place`() {
        let breach = Breach(rule: "F4", severity: "returns", place: "territory")
        let expected = ExpectedVerdict(id: "A", outcome: "returned", breaches: [breach])
        #expect(
            compare(ending("returned", letters: ["correction"]), expected) == ["F4 returns at territory was expected"])
        let other = Breach(rule: "F4", severity: "returns", place: "groups[0]")
        #expect(
            compare(ending("returned", breaches: [other], letters: ["correction"]), expected)
                == ["F4 returns at territory was expected", "F4 returns at groups[0] wasn't expected"])
    }

    @Test func `agree where the regulation leaves the place open, but for one breach too many`() {
        let open = Breach(rule: "F4", severity: "warns", place: nil)
        let expected = ExpectedVerdict(id: "A", outcome: "passed", breaches: [open])
        let (first, second) = (
            Breach(rule: "F4", severity: "warns", place: "groups[0]"),
            Breach(rule: "F4", severity: "warns", place: "groups[1]")
        )
        #expect(compare(ending("validated", breaches: [first], letters: ["validation"]), expected).isEmpty)
        #expect(
            compare(ending("validated", breaches: [first, second], letters: ["validation"]), expected)
                == ["F4 warns at groups[1] wasn't expected"])
        let both = ExpectedVerdict(id: "A", outcome: "passed", breaches: [open, first])
        #expect(compare(ending("validated", breaches: [first, second], letters: ["validation"]), both).isEmpty)
    }

    @Test func `ask for no letter where the request names no pilot`() {
        let expected = ExpectedVerdict(id: "A", outcome: "refused", breaches: [])
        let found = DemoComparison.differences(
            [ending("refused")], ["A": expected], order: ["A"], unreachable: ["A"])
        #expect(found.isEmpty)
    }

    @Test func `differ where a decision wasn't let out, dates aren't published, or a letter wasn't sent`() {
        var late = ending("validated", letters: ["receipt"])
        late.isReleased = false
        late.placement = "confirmed"
        #expect(
            compare(late, ExpectedVerdict(id: "A", outcome: "passed", breaches: [])) == [
                "its validation wasn't released", "its dates aren't published (confirmed)",
                "no letter of July was sent",
            ])
    }

    @Test func `differ where a request never arrived, or ended elsewhere`() {
        let expected = ExpectedVerdict(id: "A", outcome: "passed", breaches: [])
        #expect(compare(nil, expected) == ["never arrived"])
        #expect(compare(ending("examination"), expected) == ["passed was expected, it is examination"])
    }

    @Test func `count a consent by a link as given`() {
        let missing = Breach(rule: "F5", severity: "blocks:examination", place: "pilots[1].agrees")
        let expected = ExpectedVerdict(id: "A", outcome: "blocked", breaches: [missing])
        let end = ending("validated", letters: ["validation"])
        #expect(compare(end, expected, written: ["A"]).isEmpty)
        #expect(compare(end, expected) == ["F5 blocks:examination at pilots[1].agrees was expected"])
        #expect(expected.withConsents.outcome == "passed")
        let late = Breach(rule: "F6", severity: "blocks:examination", place: nil)
        let both = ExpectedVerdict(id: "A", outcome: "blocked", breaches: [missing, late])
        #expect(both.withConsents == ExpectedVerdict(id: "A", outcome: "blocked", breaches: [late]))
    }
}

@Suite(.timeLimit(.minutes(1)))
struct `What is told at the end` {
    @Test func `counts outcomes, rules by request, half-days by département, and letters by step`() {
        let breach = ExpectedVerdict.Breach(rule: "I1", severity: "blocks:contract", place: "x")
        let session = DemoEnding.Session(
            session: "s", group: "G1", host: "0420001B", halfDays: ["2020-11-03A", "2020-11-03P", "2021-01-05A"],
            trainers: ["F001"], replacements: ["42": 10])
        let ending = DemoEnding(
            sample: "A", request: "A", phase: "validated", isReleased: true, placement: "published",
            breaches: [breach, breach], sessions: [session],
            letters: [.init(letter: "l", kind: "receipt", to: "dfie", state: "sent")])
        let lines = DemoSummary(endings: [ending], departements: ["01", "42"], spool: "/tmp/x").lines
        #expect(lines.contains("validated, dates published  1"))
        #expect(lines.contains("I1    -        -        1       -"))
        #expect(lines.contains("42  1         2        1"))
        #expect(lines.contains("== letters by step (1), in /tmp/x"))
        #expect(lines.contains("receipt  1  1 sent"))
    }
}
