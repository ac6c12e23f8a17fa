import Rulebook
import TestKit
import Testing
import Vocabulary

@Suite(.timeLimit(.minutes(1)))
struct Y1Tests {
    @Test func `Y1 judges nothing by itself`() { #expect(judgesNothing(.Y1)) }
}

/// Whether a rule stands in the table, has no function and finds nothing.
func judgesNothing(_ id: RuleID) -> Bool {
    let rules = Rules.all.filter { $0.id == id }
    return rules.count == 1
        && rules.allSatisfy {
            $0.request == nil && $0.plan == nil && $0.roster == nil && $0.step == nil && $0.findings.isEmpty
                && $0.reading?.hasPrefix("Ne juge rien par elle-même") == true
        }
}

/// Steps at which a rule says something, after what was done.
func steps(_ rule: RuleID, _ done: StepsDone = StepsDone()) throws -> [YearStep] {
    let sample = try Sample()
    return YearStep.allCases.filter { !lines(rule, sample.step($0, done: done)).isEmpty }
}

/// The faultless request with teachers of the Ain too.
func acrossTwo() throws -> Sample {
    var sample = try Sample()
    sample.form.groups[0].teachers.append(try .of("01", first: 1, second: 0))
    return sample
}
