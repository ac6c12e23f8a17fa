package import Vocabulary

/// Why an act isn't done: data, so that every reason is told at once. Nothing of it is journalled.
package struct Objection: Error, Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        /// It isn't theirs: its existence isn't told.
        case notFound
        /// It contradicts what stands.
        case conflict
        /// What was asked can't be taken as it is.
        case invalid
    }

    package struct Line: Codable, Hashable, Sendable {
        /// Of the body, or of the form where a rule speaks; empty for the whole.
        package var field: String
        package var rule: RuleID?
        /// In French, to the examiner.
        package var message: String

        package init(_ message: String, field: String = "", rule: RuleID? = nil) {
            self.field = field
            self.rule = rule
            self.message = message
        }
    }

    package var kind: Kind
    package var lines: [Line]

    package static let notFound = Objection(kind: .notFound, lines: [])

    package static func conflict(_ message: String, rule: RuleID? = nil) -> Objection {
        Objection(kind: .conflict, lines: [Line(message, rule: rule)])
    }

    package static func invalid(_ message: String, field: String = "", rule: RuleID? = nil) -> Objection {
        Objection(kind: .invalid, lines: [Line(message, field: field, rule: rule)])
    }

    static func breaches(_ breaches: [Breach]) -> Objection {
        Objection(
            kind: .conflict, lines: breaches.map { Line("\($0.message) \($0.remedy)", field: $0.place, rule: $0.rule) })
    }
}
