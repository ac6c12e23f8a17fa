/// How a request of the sample ended, as the services tell it.
struct DemoEnding: Sendable, Equatable, Codable {
    struct Session: Sendable, Equatable, Codable {
        var session: String
        var group: String
        var host: String
        /// `2020-11-03A`: the date, and A for the morning, P for the afternoon.
        var halfDays: [String]
        /// Identifiers such as F001.
        var trainers: [String]
        /// Teachers replaced on each of its half-days, by département.
        var replacements: [String: Int]
    }

    struct Letter: Sendable, Equatable, Codable {
        var letter: String
        var kind: String
        var to: String
        var state: String
    }

    /// Of the sample.
    var sample: String
    /// Of the services; the sample's own but for what pilots wrote themselves.
    var request: String
    /// `validated`, `refused`, `returned`; another word of Validation's where it ended elsewhere.
    var phase: String
    /// The pilots were told, or may be.
    var isReleased: Bool
    /// Of the placement, as Scheduling says it: `published` where all went well.
    var placement: String?
    var breaches: [ExpectedVerdict.Breach]
    var sessions: [Session]
    var letters: [Letter]
}

/// A request that ended otherwise than expected.
struct DemoDifference: Equatable, Sendable {
    var sample: String
    var what: String

    var line: String { "\(sample): \(what)" }
}

/// Endings beside expectations. Pure.
enum DemoComparison {
    /// All differences, in the order of the sample.
    ///
    /// - Parameters:
    ///   - written: requests whose pilots agreed by their own links, so that nobody's consent lacks.
    ///   - unreachable: requests that name no pilot to whom a letter could go.
    static func differences(
        _ endings: [DemoEnding], _ expectations: [String: ExpectedVerdict], order: [String],
        written: Set<String> = [], unreachable: Set<String> = []
    ) -> [DemoDifference] {
        let found = Dictionary(endings.map { ($0.sample, $0) }) { first, _ in first }
        return order.flatMap { id -> [DemoDifference] in
            guard let ending = found[id] else { return [DemoDifference(sample: id, what: "never arrived")] }
            guard var expected = expectations[id] else { return [] }
            if written.contains(id) { expected = expected.withConsents }
            return differences(ending, expected, getsLetters: !unreachable.contains(id)).map {
                DemoDifference(sample: id, what: $0)
            }
        }
    }

    private static func differences(
        _ ending: DemoEnding, _ expected: ExpectedVerdict, getsLetters: Bool
    ) -> [String] {
        var lines: [String] = []
        let wanted = phase(expected.outcome)
        if ending.phase != wanted { lines.append("\(expected.outcome) was expected, it is \(ending.phase)") }
        let (missing, more) = unmatched(expected.breaches, ending.breaches)
        lines += missing.map { "\($0.words) was expected" }
        lines += more.map { "\($0.words) wasn't expected" }
        guard ending.phase == wanted else { return lines }
        let kinds = ending.letters.filter { $0.state == "sent" }.map(\.kind)
        switch wanted {
        case "validated":
            if !ending.isReleased { lines.append("its validation wasn't released") }
            if ending.placement != "published" || ending.sessions.isEmpty {
                lines.append("its dates aren't published (\(ending.placement ?? "no placement"))")
            }
            if getsLetters, !kinds.contains("validation") { lines.append("no letter of July was sent") }
        case "refused":
            if !ending.isReleased { lines.append("its refusal wasn't released") }
            if getsLetters, !kinds.contains("refusal") { lines.append("no letter of refusal was sent") }
        case "returned":
            if getsLetters, !kinds.contains("correction") { lines.append("no return for correction was sent") }
        default: break
        }
        return lines
    }

    /// What was expected and isn't there, and what is there and wasn't expected; each breach answers to one. The
    /// regulation may leave a place out, then any is good; those with a place are matched first, so that one without
    /// doesn't take theirs.
    private static func unmatched(
        _ expected: [ExpectedVerdict.Breach], _ found: [ExpectedVerdict.Breach]
    ) -> (missing: [ExpectedVerdict.Breach], more: [ExpectedVerdict.Breach]) {
        var (missing, more): ([ExpectedVerdict.Breach], [ExpectedVerdict.Breach]) = ([], found)
        for breach in expected.filter({ $0.place != nil }) + expected.filter({ $0.place == nil }) {
            let index = more.firstIndex { other in
                other.rule == breach.rule && other.severity == breach.severity
                    && (breach.place == nil || breach.place == other.place)
            }
            if let index { more.remove(at: index) } else { missing.append(breach) }
        }
        return (missing, more)
    }

    /// Of Validation, for an outcome of the regulation.
    static func phase(_ outcome: String) -> String {
        switch outcome {
        case "passed", "blocked": "validated"
        default: outcome
        }
    }
}

extension ExpectedVerdict.Breach {
    var words: String { "\(rule) \(severity)" + (place.map { " at \($0)" } ?? "") }
}
