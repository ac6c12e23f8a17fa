/// A way in which a request, plan, roster or contract is not as a rule wants it.
package struct Breach: Codable, Hashable, Sendable {
    package let rule: RuleID
    package let severity: Severity
    /// Where in the form, as its JSON path: `groups[0].teachers[1].firstDegree`; empty for the whole.
    package let place: String
    /// What is wrong, in French, to the person who can mend it.
    package let message: String
    /// What to do about it, in French.
    package let remedy: String

    package init(rule: RuleID, severity: Severity, place: String, message: String, remedy: String) {
        self.rule = rule
        self.severity = severity
        self.place = place
        self.message = message
        self.remedy = remedy
    }
}

/// What a breach does.
package enum Severity: Hashable, Sendable {
    /// The request can't be accepted; the authorities refuse it.
    case refuses
    /// It goes back to the pilots for correction.
    case returns
    /// It goes on, but not past this step until what is missing is there.
    case blocks(YearStep)
    /// A person should look at it; nothing is held up.
    case warns
}

/// Steps of the year that a breach can block.
package enum YearStep: String, Codable, Hashable, Sendable, CaseIterable {
    /// Y2: examined by the Dfie and the services.
    case examination
    /// Y3: told in the July letter.
    case release
    /// Y6: the roster.
    case roster
    /// Y6: the contract's signature by the pilots.
    case contract
    /// Y7: the IA-DASEN's validation.
    case validation
    /// Y8, Y9: mission orders.
    case orders
}

/// `refuses`, `returns`, `warns`, `blocks:contract`.
extension Severity: Codable {
    package var text: String {
        switch self {
        case .refuses: "refuses"
        case .returns: "returns"
        case .blocks(let step): "blocks:\(step.rawValue)"
        case .warns: "warns"
        }
    }

    package init?(_ text: String) {
        switch text {
        case "refuses": self = .refuses
        case "returns": self = .returns
        case "warns": self = .warns
        case _ where text.hasPrefix("blocks:"):
            guard let step = YearStep(rawValue: String(text.dropFirst(7))) else { return nil }
            self = .blocks(step)
        default: return nil
        }
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let severity = Severity(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "unknown severity")
        }
        self = severity
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
