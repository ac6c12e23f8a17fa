import Rulebook
import Testing
import Vocabulary

/// What a rule says of a sample, in a form that a test can compare at a glance: `F2 returns earlierAction`.
extension Sample {
    func told(by rule: Rule) throws -> [String] { try found(by: rule).map(line) }

    func told(by rule: Rule, before step: YearStep, done: StepsDone = StepsDone()) -> [String] {
        found(by: rule, before: step, done: done).map(line)
    }

    func told(by rule: Rule, ofRoster trainees: [Trainee]) -> [String] { found(by: rule, ofRoster: trainees).map(line) }

    func found(by rule: Rule) throws -> [Breach] { rule.request?(try request) ?? [] }

    func found(by rule: Rule, before step: YearStep, done: StepsDone = StepsDone()) -> [Breach] {
        rule.step?(self.step(step, done: done)) ?? []
    }

    func found(by rule: Rule, ofRoster trainees: [Trainee]) -> [Breach] { rule.roster?(roster(trainees)) ?? [] }
}

func line(_ breach: Breach) -> String { "\(breach.rule) \(breach.severity.text) \(breach.place)" }

/// The message of the only breach there is.
func message(_ breaches: [Breach]) -> String {
    #expect(breaches.count == 1, "\(breaches.map(line))")
    return breaches.first?.message ?? ""
}

@Suite(.timeLimit(.minutes(1)))
struct SampleTests {
    @Test(arguments: ["one", "several", "priority", "renewal"])
    func `the faultless samples break no rule`(which: String) throws {
        let sample =
            switch which {
            case "several": try Sample.several()
            case "priority": try Sample.priority()
            case "renewal": try Sample.renewal()
            default: try Sample()
            }
        let verdict = Rules.judge(try sample.request)
        #expect(verdict.breaches.isEmpty, "\(verdict.breaches)")
        #expect(verdict.outcome == .passed)
        let roster = try Verdict(
            Rules.all.flatMap { sample.found(by: $0, ofRoster: try sample.trainees()) })
        #expect(roster.breaches.isEmpty, "\(roster.breaches)")
    }
}
