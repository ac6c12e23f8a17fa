import Rulebook
import TestKit
import Testing
import Vocabulary

@Suite(.timeLimit(.minutes(1)))
struct T8Tests {
    private func lines(confirmedBy: [String], isPublished: Bool = true) throws -> [String] {
        var plan = try SamplePlan()
        // The collège is in the Rhône; some of its teachers come from the Ain.
        plan.sample.form.groups[0].teachers.append(try .of("01", first: 1, second: 0))
        plan.sample.form.groups[0].teachers.append(try .of("42", first: 0, second: 0))
        plan.state = PlanState(
            confirmedBy: Set(try confirmedBy.map { try Departement($0) }), isPublished: isPublished)
        return RulebookTests.lines(.T8, plan.subject)
    }

    @Test func `T8 refuses dates that are published before every service concerned confirmed them`() throws {
        let start = "refuses state: Les dates sont publiées sans la confirmation du service de chaque département :"
        #expect(try lines(confirmedBy: []) == ["\(start) 01 (Ain) et 69 (Rhône)."])
        #expect(try lines(confirmedBy: ["69", "42"]) == ["\(start) 01 (Ain)."])
    }

    @Test func `T8 takes dates that every service concerned confirmed`() throws {
        #expect(try lines(confirmedBy: ["01", "69"]) == [])
    }

    @Test func `T8 lets a plan wait for its confirmations`() throws {
        #expect(try lines(confirmedBy: [], isPublished: false) == [])
    }
}
