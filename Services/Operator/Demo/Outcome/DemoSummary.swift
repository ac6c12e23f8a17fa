import Vocabulary

/// What is told at the end. Pure: endings in, lines out.
struct DemoSummary: Sendable {
    var endings: [DemoEnding]
    var departements: [String]
    var spool: String

    var lines: [String] {
        outcomes + [""] + rules + [""] + calendar + [""] + letters
    }

    private var outcomes: [String] {
        let names = [
            "validated": "validated, dates published", "returned": "returned for correction", "refused": "refused",
        ]
        let counts = Dictionary(grouping: endings, by: \.phase).mapValues(\.count)
        let rows = counts.sorted { $0.value > $1.value }.map { [names[$0.key] ?? $0.key, "\($0.value)"] }
        return ["== how \(endings.count) requests ended"] + TextTable.lines(rows)
    }

    /// Requests, not breaches: one with two of a kind counts once.
    private var rules: [String] {
        var counts: [String: [String: Int]] = [:]
        for ending in endings {
            for breach in Set(ending.breaches.map { [$0.rule, String($0.severity.prefix { $0 != ":" })] }) {
                counts[breach[0], default: [:]][breach[1], default: 0] += 1
            }
        }
        let kinds = ["refuses", "returns", "blocks", "warns"]
        let rows = counts.sorted { $0.key < $1.key }.map { rule, found in
            [rule] + kinds.map { found[$0].map(String.init) ?? "-" }
        }
        return ["== by rule: requests that it touches"] + TextTable.lines([["rule"] + kinds] + rows)
    }

    /// Half-days of trainings by month.
    private var calendar: [String] {
        let months = Set(endings.flatMap(\.sessions).flatMap(\.halfDays).map { String($0.prefix(7)) }).sorted()
        let rows = departements.map { departement -> [String] in
            let sessions = endings.flatMap(\.sessions).filter { Self.departement($0) == departement }
            let counts = Dictionary(grouping: sessions.flatMap(\.halfDays)) { String($0.prefix(7)) }
            return [departement, "\(sessions.count)"] + months.map { "\(counts[$0]?.count ?? 0)" }
        }
        return ["== calendar: half-days of trainings a month, by the département that receives"]
            + TextTable.lines([["", "sessions"] + months] + rows)
    }

    /// The first two digits of an UAI are the département's.
    private static func departement(_ session: DemoEnding.Session) -> String {
        String(session.host.dropFirst().prefix(2))
    }

    private var letters: [String] {
        let all = endings.flatMap(\.letters)
        let rows = Dictionary(grouping: all, by: \.kind).sorted { $0.key < $1.key }.map { kind, letters in
            [kind, "\(letters.count)", "\(letters.count { $0.state == "sent" }) sent"]
        }
        return ["== letters by step (\(all.count)), in \(spool)"] + TextTable.lines(rows)
    }
}
