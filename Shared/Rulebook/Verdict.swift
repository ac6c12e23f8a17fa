package import Vocabulary

/// All that the rules say of one thing, in the order of the cahier and of the form.
package struct Verdict: Codable, Hashable, Sendable {
    package let outcome: Outcome
    package let breaches: [Breach]

    package init(_ breaches: [Breach]) {
        self.breaches = breaches
        outcome = Outcome(breaches.map(\.severity))
    }
}

/// The gravest of the breaches.
package enum Outcome: String, Codable, Hashable, Sendable, CaseIterable {
    case refused
    case returned
    /// Goes on, but not past a step until what is missing is there.
    case blocked
    /// Nothing but warnings, or nothing at all.
    case passed

    package init(_ severities: [Severity]) {
        if severities.contains(.refuses) {
            self = .refused
        } else if severities.contains(.returns) {
            self = .returned
        } else if severities.contains(where: { if case .blocks = $0 { true } else { false } }) {
            self = .blocked
        } else {
            self = .passed
        }
    }
}
