import Rulebook
import Testing
import Vocabulary

/// Random plans, most of them absurd: no rule traps, each speaks for itself alone, and says what it says it can.
@Suite(.timeLimit(.minutes(5)))
struct PlanPropertyTests {
    @Test(arguments: [UInt64(1), 20_201_015])
    func `every rule is total and speaks for itself on any plan`(_ seed: UInt64) async throws {
        var random = RandomPlans(seed: seed)
        var outcomes = Set<Outcome>()
        for _ in 0..<1000 {
            // Lets the other tests on, whose time is counted too.
            await Task.yield()
            let plan = try random.plan()
            let verdict = Rules.judge(plan)
            outcomes.insert(verdict.outcome)
            #expect(verdict.breaches == Rules.judge(plan).breaches)
            for rule in Rules.all { check(rule, rule.plan?(plan) ?? []) }
            // Whichever rule comes first, each says the same.
            let shuffled = Rules.all.shuffled(using: &random).flatMap { $0.plan?(plan) ?? [] }
            #expect(counted(shuffled) == counted(verdict.breaches))
            let request = try random.request(plan)
            for rule in Rules.all { check(rule, rule.request?(request) ?? []) }
        }
        #expect(outcomes.count > 1)
    }

    @Test func `the same plan in another order of groups breaks the same rules`() async throws {
        var random = RandomPlans(seed: 7)
        for _ in 0..<500 {
            // Lets the other tests on, whose time is counted too.
            await Task.yield()
            let plan = try random.plan()
            let turned = PlanSubject(
                form: plan.form, campaign: plan.campaign, groups: plan.groups.reversed(), trainers: plan.trainers,
                replacements: plan.replacements, state: plan.state, themeClass: plan.themeClass)
            #expect(Set(Rules.judge(plan).breaches.map(\.rule)) == Set(Rules.judge(turned).breaches.map(\.rule)))
        }
    }

    @Test func `every rule is total and speaks for itself on any step`() async throws {
        var random = RandomPlans(seed: 3)
        for _ in 0..<500 {
            // Lets the other tests on, whose time is counted too.
            await Task.yield()
            let step = try random.step()
            for rule in Rules.all {
                let breaches = rule.step?(step) ?? []
                check(rule, breaches)
                #expect(breaches.allSatisfy { $0.severity == .blocks(step.step) })
            }
        }
    }

    /// What must hold of a breach whatever is judged. One expectation for all: there are a great many.
    private func check(_ rule: Rule, _ breaches: [Breach]) {
        let bad = breaches.first { breach in
            breach.rule != rule.id || breach.message.isEmpty || !breach.remedy.hasSuffix(".")
                || !rule.findings.contains { $0.severity == breach.severity && isOf(breach.message, $0.message) }
        }
        if let bad { Issue.record("\(rule.id) doesn't list: \(bad.severity.text) \(bad.message) (\(bad.remedy))") }
    }

    /// Whether a message is of a finding's form, in which `…` stands for anything.
    private func isOf(_ message: String, _ form: String) -> Bool {
        let pieces = form.split(separator: "…", omittingEmptySubsequences: false)
        guard let head = pieces.first, let tail = pieces.last, message.hasPrefix(head), message.hasSuffix(tail) else {
            return false
        }
        guard pieces.count > 1 else { return message == form }
        var rest = message.dropFirst(head.count)
        for piece in pieces.dropFirst().dropLast() where !piece.isEmpty {
            guard let range = rest.firstRange(of: piece) else { return false }
            rest = rest[range.upperBound...]
        }
        return rest.count >= tail.count
    }

    private func counted(_ breaches: [Breach]) -> [Breach: Int] {
        breaches.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }
}
