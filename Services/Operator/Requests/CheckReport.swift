import RequestFiles
import Rulebook
import Vocabulary

/// Writes what is found as it is found: a block a request and a summary for people, an object a line for programs.
struct CheckReport {
    private(set) var summary = CheckSummary()
    private let output: Output
    private let isTable: Bool

    init(output: Output, isTable: Bool) {
        self.output = output
        self.isTable = isTable
    }

    mutating func add(_ line: RequestLine, _ setting: JudgingSetting) throws(OperatorFailure) {
        switch line {
        case .broken(let broken):
            summary.addUnreadable()
            if output.isJSON { try output.row(Self.json(broken), "") } else { try show(broken) }
        case .request(let request, let number):
            let verdict = setting.judge(request)
            summary.add(verdict)
            if output.isJSON {
                try output.row(Self.json(request, number, verdict), "")
            } else {
                try show(request, number, verdict)
            }
        }
    }

    mutating func end(_ setting: JudgingSetting) throws(OperatorFailure) {
        if output.isJSON { try output.row(Self.json(summary, setting), "") } else { try showSummary(setting) }
        try output.finish()
    }

    func finish() throws(OperatorFailure) { try output.finish() }

    private func write(_ line: String) throws(OperatorFailure) { try output.note(SafeText.line(line)) }

    private func show(_ broken: BrokenLine) throws(OperatorFailure) {
        try write("Ligne \(broken.line)\(broken.id.map { ", demande \($0)" } ?? "") : illisible")
        for error in broken.errors {
            try write("  \(place(error))\(error.message)")
        }
        try write("")
    }

    private func place(_ error: FieldError) -> String {
        if error.place.isEmpty { return "" }
        if isTable { return "colonne « \(error.place) » : " }
        let words = FieldPlace.french(error.place)
        return words == error.place ? "\(words) : " : "\(error.place) (\(words)) : "
    }

    private func show(_ request: ReceivedRequest, _ line: Int, _ verdict: Verdict) throws(OperatorFailure) {
        let warned = verdict.outcome == .passed && !verdict.breaches.isEmpty ? ", avec avertissement" : ""
        try write("Demande \(request.id), ligne \(line) : \(verdict.outcome.french())\(warned)")
        for breach in verdict.breaches {
            try write("  \(breach.rule.rawValue)  \(breach.severity.french) · \(FieldPlace.french(breach.place))")
            try write("      \(breach.message)")
            try write("      → \(breach.remedy)")
        }
        try write("")
    }

    private func showSummary(_ setting: JudgingSetting) throws(OperatorFailure) {
        try write("Campagne \(setting.campaign.id), fichiers de référence \(setting.referenceVersion)")
        let lines = summary.lines > 1 ? "lignes" : "ligne"
        try write("\(summary.lines) \(lines), dont \(summary.judged) \(summary.judged > 1 ? "jugées" : "jugée") :")
        for outcome in Outcome.allCases.reversed() {
            let count = summary.count(outcome)
            let warned = outcome == .passed && count > 0 ? ", dont \(summary.withWarnings) avec avertissement" : ""
            try write("  \(count) \(outcome.french(count))\(warned)")
        }
        try write("  \(summary.unreadable) \(summary.unreadable > 1 ? "illisibles" : "illisible")")
        guard !summary.rules.isEmpty else { return }
        try write("Par règle, en demandes :")
        for (rule, count) in summary.rules.sorted(by: { $0.key < $1.key }) {
            let parts = [
                (count.refuses, "refus"), (count.returns, "retour"), (count.blocks, "blocage"),
                (count.warns, "avertissement"),
            ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)\($0.0 > 1 && $0.1 != "refus" ? "s" : "")" }
            try write("  \(rule.rawValue)  \(parts.joined(separator: ", "))")
        }
    }
}

/// The fields of `--json`, which docs/formats.md lists.
extension CheckReport {
    private static func json(_ broken: BrokenLine) -> JSONValue {
        .fields([
            "line": JSONValue(broken.line), "id": JSONValue(broken.id?.text), "outcome": "unreadable",
            "breaches": .list([]),
            "errors": .list(
                broken.errors.map { .fields(["place": .text($0.place), "message": .text($0.message)]) }),
        ])
    }

    private static func json(_ request: ReceivedRequest, _ line: Int, _ verdict: Verdict) -> JSONValue {
        .fields([
            "line": JSONValue(line), "id": .text(request.id.text), "outcome": .text(verdict.outcome.rawValue),
            "breaches": .list(
                verdict.breaches.map { breach in
                    .fields([
                        "rule": .text(breach.rule.rawValue), "severity": .text(breach.severity.text),
                        "place": .text(breach.place), "placeInWords": .text(FieldPlace.french(breach.place)),
                        "message": .text(breach.message), "remedy": .text(breach.remedy),
                    ])
                }),
            "errors": .list([]),
        ])
    }

    private static func json(_ summary: CheckSummary, _ setting: JudgingSetting) -> JSONValue {
        .fields([
            "summary": .fields([
                "campaign": .text(setting.campaign.id.text), "reference": .text(setting.referenceVersion),
                "lines": JSONValue(summary.lines), "judged": JSONValue(summary.judged),
                "passed": JSONValue(summary.count(.passed)), "withWarnings": JSONValue(summary.withWarnings),
                "blocked": JSONValue(summary.count(.blocked)), "returned": JSONValue(summary.count(.returned)),
                "refused": JSONValue(summary.count(.refused)), "unreadable": JSONValue(summary.unreadable),
                "rules": .list(
                    summary.rules.sorted { $0.key < $1.key }.map { rule, count in
                        .fields([
                            "rule": .text(rule.rawValue), "requests": JSONValue(count.requests),
                            "refuses": JSONValue(count.refuses), "returns": JSONValue(count.returns),
                            "blocks": JSONValue(count.blocks), "warns": JSONValue(count.warns),
                        ])
                    }),
            ])
        ])
    }
}
