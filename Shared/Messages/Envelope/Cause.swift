/// What made a service write an event: the header `ce_cause`, and the journal's column of that name.
package enum Cause: Hashable, Sendable {
    case record(topic: String, key: String, sequence: Int64)
    case command(idempotencyKey: String)
    case timer(subject: String, kind: String, ordinal: Int64)
    /// Written outside the heart, by a seed or a test: nothing caused it that we know of.
    case outside

    package var text: String {
        switch self {
        case .record(let topic, let key, let sequence): "record:\(topic)/\(key)/\(sequence)"
        case .command(let key): "command:\(key)"
        case .timer(let subject, let kind, let ordinal): "timer:\(kind)/\(ordinal)/\(subject)"
        case .outside: "outside"
        }
    }

    /// Reads the text back. Keys and subjects may hold `/`: a topic and a kind can't, a number is the last or second part.
    package init?(text: some StringProtocol) {
        let text = String(text)
        guard let colon = text.firstIndex(of: ":") else {
            if text == "outside" {
                self = .outside
                return
            }
            return nil
        }
        let rest = text[text.index(after: colon)...]
        switch text[..<colon] {
        case "record":
            guard let first = rest.firstIndex(of: "/"), let last = rest.lastIndex(of: "/"), first < last,
                let sequence = Int64(rest[rest.index(after: last)...])
            else { return nil }
            self = .record(
                topic: String(rest[..<first]), key: String(rest[rest.index(after: first)..<last]), sequence: sequence)
        case "command":
            self = .command(idempotencyKey: String(rest))
        case "timer":
            let parts = rest.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false)
            guard parts.count == 3, let ordinal = Int64(parts[1]) else { return nil }
            self = .timer(subject: String(parts[2]), kind: String(parts[0]), ordinal: ordinal)
        default:
            return nil
        }
    }
}
