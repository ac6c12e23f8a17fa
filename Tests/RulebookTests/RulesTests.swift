import Foundation
import Rulebook
import TestKit
import Testing
import Vocabulary

@Suite(.timeLimit(.minutes(1)))
struct RulesTests {
    @Test func `the table holds each rule once, in the cahier's order`() {
        let ids = Rules.all.map(\.id)
        #expect(ids == Set(ids).sorted())
    }

    @Test func `a rule has a sentence, and a finding if it judges anything`() {
        for rule in Rules.all {
            let judges = rule.request != nil || rule.plan != nil || rule.roster != nil || rule.step != nil
            #expect(rule.sentence.count > 20 && rule.reading?.hasSuffix(".") != false, "\(rule.id)")
            #expect(judges == !rule.findings.isEmpty, "\(rule.id)")
            #expect(Set(rule.findings).count == rule.findings.count, "\(rule.id) lists a finding twice")
        }
    }

    @Test func `a parameter that a rule names stands in the campaign`() throws {
        let campaign = try JSONSerialization.jsonObject(with: JSONEncoder().encode(Campaign.lyon2020()))
        func stands(_ path: String) -> Bool {
            path.split(separator: ".").reduce(campaign as Any?) { ($0 as? [String: Any])?[String($1)] } != nil
        }
        for rule in Rules.all {
            for name in rule.parameters { #expect(stands("rules.\(name)") || stands(name), "\(rule.id): \(name)") }
        }
    }
}
