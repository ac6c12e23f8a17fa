import Foundation
import Rulebook
import Vocabulary

/// A line of expected.jsonl: what a person found by reading the cahier, never what the program says.
struct ExpectedVerdict: Decodable {
    struct Finding: Decodable, Hashable, Comparable, CustomStringConvertible {
        let rule: RuleID
        let severity: Severity
        /// Left out where the regulation doesn't say which field is to blame.
        let place: String?

        var description: String { "\(rule.rawValue) \(severity.text)\(place.map { " \($0)" } ?? "")" }

        static func < (left: Self, right: Self) -> Bool { left.description < right.description }
    }

    let id: RequestID
    let outcome: Outcome
    let breaches: [Finding]
    /// The sentence that decides it.
    let decides: String

    static func read(_ text: String) throws -> [ExpectedVerdict] {
        let decoder = JSONDecoder()
        return try text.split(separator: "\n").map { try decoder.decode(Self.self, from: Data($0.utf8)) }
    }

    /// Where a verdict differs, a line each: outcome, what it lacks, what it has besides. Nothing is passed over: a
    /// warning too many is a difference.
    func differences(from verdict: Verdict) -> [String] {
        var lines: [String] = []
        if verdict.outcome != outcome {
            lines.append("\(id): \(verdict.outcome.rawValue), expected \(outcome.rawValue)")
        }
        var found = verdict.breaches
        // Those with a place first, so that one without doesn't take theirs.
        for finding in breaches.filter({ $0.place != nil }) + breaches.filter({ $0.place == nil }) {
            let index = found.firstIndex {
                $0.rule == finding.rule && $0.severity == finding.severity
                    && (finding.place == nil || $0.place == finding.place)
            }
            if let index { found.remove(at: index) } else { lines.append("\(id): lacks \(finding)") }
        }
        return lines
            + found.map { "\(id): has besides \($0.rule.rawValue) \($0.severity.text) \($0.place): \($0.message)" }
    }
}
