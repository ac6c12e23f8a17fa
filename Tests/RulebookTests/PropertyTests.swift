import Foundation
import Rulebook
import Testing
import Vocabulary

/// Random requests, rosters and steps: 20,000 of each, or as many as `ALP_RANDOM_FORMS` says.
@Suite(.timeLimit(.minutes(20)))
struct PropertyTests {
    private static let usual = 20_000
    private static let count = ProcessInfo.processInfo.environment["ALP_RANDOM_FORMS"].flatMap(Int.init) ?? usual

    @Test func `no random request traps a rule, and every breach says what, where and what to do`() throws {
        var forms = try RandomForms(seed: 2020)
        var reached: [RuleID: Set<Finding>] = [:]
        for number in 0..<Self.count {
            let sample = try forms.next()
            let paths = try FormPaths(sample.form)
            let trainees = try forms.trainees(sample)
            let done = forms.done()
            for rule in Rules.all {
                var breaches = try sample.found(by: rule) + sample.found(by: rule, ofRoster: trainees)
                for step in YearStep.allCases { breaches += sample.found(by: rule, before: step, done: done) }
                for breach in breaches {
                    let problem = Self.problem(of: breach, by: rule, paths)
                    #expect(problem == nil, "form \(number): \(problem ?? "")")
                    if let finding = rule.finding(saidBy: breach) { reached[rule.id, default: []].insert(finding) }
                }
            }
        }
        guard Self.count >= Self.usual else { return }
        for rule in Rules.all where Self.isOfTheForm(rule) {
            for finding in rule.findings {
                #expect(reached[rule.id]?.contains(finding) == true, "\(rule.id) never said: \(finding.message)")
            }
        }
    }

    @Test func `a rule's verdict doesn't depend on another rule's`() throws {
        var forms = try RandomForms(seed: 2021)
        for number in 0..<Self.count {
            let subject = try forms.next().request
            let whole = Rules.judge(subject)
            let alone = Rules.all.map { Rules.judge(subject, by: [$0]).breaches }
            #expect(alone.flatMap(\.self) == whole.breaches, "form \(number)")
            let removed = forms.random.pick(Rules.all).id
            let rest = Rules.judge(subject, by: Rules.all.filter { $0.id != removed })
            #expect(rest.breaches == whole.breaches.filter { $0.rule != removed }, "form \(number) without \(removed)")
            #expect(rest.outcome == Outcome(rest.breaches.map(\.severity)))
        }
    }

    /// Rules that judge what stands on the form; those of the time and the year have their own subjects and tests.
    private static func isOfTheForm(_ rule: Rule) -> Bool { "FPIH".contains(rule.id.rawValue.prefix(1)) }

    private static func problem(of breach: Breach, by rule: Rule, _ paths: FormPaths) -> String? {
        if breach.rule != rule.id { return "\(rule.id) gave a breach of \(breach.rule)" }
        if breach.message.isEmpty || breach.remedy.isEmpty { return "\(line(breach)) says nothing" }
        if breach.message.last != "." || breach.remedy.last != "." { return "\(line(breach)) isn't a sentence" }
        if !paths.resolves(breach.place) { return "\(line(breach)) is nowhere in the form" }
        let odd = (breach.message + breach.remedy).unicodeScalars.first {
            $0.properties.generalCategory == .control || $0.properties.isBidiControl
        }
        if let odd { return "\(line(breach)) shows U+\(String(odd.value, radix: 16))" }
        if breach.message.unicodeScalars.count > 1000 { return "\(line(breach)) is too long" }
        if isOfTheForm(rule), rule.finding(saidBy: breach) == nil {
            return "\(line(breach)) says what none of its findings does: \(breach.message)"
        }
        return nil
    }
}
