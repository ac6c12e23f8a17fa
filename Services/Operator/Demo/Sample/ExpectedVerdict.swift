/// What the regulation says of a request: a line of expected.jsonl.
struct ExpectedVerdict: Decodable, Sendable, Equatable {
    struct Breach: Codable, Sendable, Hashable {
        var rule: String
        /// `refuses`, `returns`, `warns`, or `blocks:` and a step.
        var severity: String
        /// Left out where the regulation doesn't say which field is to blame.
        var place: String?
    }

    var id: String
    /// `passed`, `blocked`, `returned` or `refused`.
    var outcome: String
    var breaches: [Breach]

    /// F6: a person decides whether it is examined.
    var isLate: Bool { breaches.contains { $0.rule == "F6" && $0.severity == "blocks:examination" } }
    /// F5: a pilot hasn't agreed yet.
    var lacksConsent: Bool { breaches.contains { $0.isMissingConsent } }

    /// Once every pilot has agreed.
    var withConsents: ExpectedVerdict {
        var other = self
        other.breaches.removeAll(where: \.isMissingConsent)
        if outcome == "blocked", !other.breaches.contains(where: { $0.severity.hasPrefix("blocks:") }) {
            other.outcome = "passed"
        }
        return other
    }
}

extension ExpectedVerdict.Breach {
    var isMissingConsent: Bool { rule == "F5" && severity == "blocks:examination" }
}
