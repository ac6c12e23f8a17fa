import Foundation
import Rulebook
import Testing
import Vocabulary

/// Random requests, rosters and steps: 20,000 of each, or as many as `ALP_RANDOM_FORMS` says.
@Suite(.timeLimit(.minutes(20)))
struct PropertyTests {
    private static let usual = 20_000
    private static let count = ProcessInfo.processInfo.environment["ALP_RANDOM_FORMS"].flatMap(Int.init) ?? usual

    @Test func `no random request traps a rule, and every breach says what, where and what to do`() async throws {
        var forms = try RandomForms(seed: 2020)
        var reached: [RuleID: Set<Finding>] = [:]
        // What was read once needs no second reading: the same words come again and again.
        var read: Set<Breach> = []
        for number in 0..<Self.count {
            let sample = try forms.next()
            let paths = try FormPaths(sample.form)
            let trainees = try forms.trainees(sample)
            let done = forms.done()
            for rule in Rules.all {
                var breaches = try sample.found(by: rule) + sample.found(by: rule, ofRoster: trainees)
                for step in YearStep.allCases { breaches += sample.found(by: rule, before: step, done: done) }
                for breach in breaches {
                    let stands = paths.resolves(breach.place) || Self.isOfRoster(breach.place, trainees.count)
                    #expect(stands, "form \(number): \(line(breach)) is nowhere in the form")
                    guard read.insert(Self.words(of: breach)).inserted else { continue }
                    let problem = Self.problem(of: breach, by: rule)
                    #expect(problem == nil, "form \(number): \(line(breach)) \(problem ?? "")")
                    if let finding = rule.finding(saidBy: breach) { reached[rule.id, default: []].insert(finding) }
                }
            }
            if number % 20 == 0 { await Task.yield() }
        }
        guard Self.count >= Self.usual else { return }
        var plans = RandomPlans(seed: 2020)
        for _ in 0..<1000 {
            let plan = try plans.plan()
            for rule in Rules.all {
                for breach in rule.plan?(plan) ?? [] {
                    if let finding = rule.finding(saidBy: breach) { reached[rule.id, default: []].insert(finding) }
                }
            }
        }
        for rule in Rules.all where Self.isOfTheForm(rule) {
            for finding in rule.findings {
                #expect(reached[rule.id]?.contains(finding) == true, "\(rule.id) never said: \(finding.message)")
            }
        }
    }

    @Test func `a rule's verdict doesn't depend on another rule's`() async throws {
        var forms = try RandomForms(seed: 2021)
        for number in 0..<Self.count {
            let subject = try forms.next().request
            let whole = Rules.judge(subject)
            let removed = forms.random.pick(Rules.all)
            let rest = Rules.judge(subject, by: Rules.all.reversed().filter { $0.id != removed.id })
            let alone = Rules.judge(subject, by: [removed])
            var parts = Dictionary(grouping: rest.breaches, by: \.rule)
            parts[removed.id] = alone.breaches.isEmpty ? nil : alone.breaches
            #expect(parts == Dictionary(grouping: whole.breaches, by: \.rule), "form \(number), \(removed.id) alone")
            #expect(whole.breaches.map(\.rule) == whole.breaches.map(\.rule).sorted(), "in the cahier's order")
            if number % 20 == 0 { await Task.yield() }
        }
    }

    /// Rules that judge what stands on the form; those of the time and the year have their own subjects and tests.
    private static func isOfTheForm(_ rule: Rule) -> Bool { "FPIH".contains(rule.id.rawValue.prefix(1)) }

    /// A place of the roster's: the list, or a field of one who stands there.
    private static func isOfRoster(_ place: String, _ count: Int) -> Bool {
        guard place.hasPrefix("trainees[") else { return place == "trainees" }
        let fields = ["person", "hasNameAndMail", "group", "establishment", "degree"]
        return (0..<count).contains { index in fields.contains { place == "trainees[\(index)].\($0)" } }
    }

    private static func words(of breach: Breach) -> Breach {
        Breach(
            rule: breach.rule, severity: breach.severity, place: "", message: breach.message, remedy: breach.remedy)
    }

    private static func problem(of breach: Breach, by rule: Rule) -> String? {
        if breach.rule != rule.id { return "was given by \(rule.id)" }
        if breach.message.isEmpty || breach.remedy.isEmpty { return "says nothing" }
        if breach.message.last != "." || breach.remedy.last != "." { return "isn't a sentence" }
        let odd = (breach.message + breach.remedy).unicodeScalars.first {
            $0.properties.generalCategory == .control || $0.properties.isBidiControl
        }
        if let odd { return "shows U+\(String(odd.value, radix: 16))" }
        if breach.message.unicodeScalars.count > 1000 { return "is too long" }
        if isOfTheForm(rule), rule.finding(saidBy: breach) == nil {
            return "says what none of its rule's findings does: \(breach.message)"
        }
        return nil
    }
}
