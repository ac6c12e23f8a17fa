import RequestFiles
import Rulebook
import Vocabulary

/// What a file's judgement comes to.
struct CheckSummary: Equatable {
    private(set) var lines = 0
    private(set) var unreadable = 0
    private(set) var outcomes: [Outcome: Int] = [:]
    /// Of those that passed.
    private(set) var withWarnings = 0
    private(set) var rules: [RuleID: RuleCount] = [:]

    /// Requests, not breaches: one with two of a kind counts once.
    struct RuleCount: Equatable {
        var requests = 0
        var refuses = 0
        var returns = 0
        var blocks = 0
        var warns = 0
    }

    var judged: Int { lines - unreadable }

    var allPass: Bool { lines == count(.passed) }

    func count(_ outcome: Outcome) -> Int { outcomes[outcome] ?? 0 }

    mutating func addUnreadable() {
        lines += 1
        unreadable += 1
    }

    mutating func add(_ verdict: Verdict) {
        lines += 1
        outcomes[verdict.outcome, default: 0] += 1
        if verdict.outcome == .passed, !verdict.breaches.isEmpty { withWarnings += 1 }
        for (rule, breaches) in Dictionary(grouping: verdict.breaches, by: \.rule) {
            var count = rules[rule] ?? RuleCount()
            count.requests += 1
            let severities = breaches.map(\.severity)
            if severities.contains(.refuses) { count.refuses += 1 }
            if severities.contains(.returns) { count.returns += 1 }
            if severities.contains(.warns) { count.warns += 1 }
            if severities.contains(where: { if case .blocks = $0 { true } else { false } }) { count.blocks += 1 }
            rules[rule] = count
        }
    }

    /// « 3 demandes sur 12 ne passent pas : 2 à corriger, 1 ligne illisible ».
    var line: String {
        var parts: [String] = []
        for outcome in Outcome.allCases where outcome != .passed && count(outcome) > 0 {
            parts.append("\(count(outcome)) \(outcome.french(count(outcome)))")
        }
        if unreadable > 0 { parts.append("\(unreadable) \(unreadable > 1 ? "illisibles" : "illisible")") }
        let failing = lines - count(.passed)
        return
            "\(failing) \(failing > 1 ? "lignes" : "ligne") sur \(lines) \(failing > 1 ? "ne passent" : "ne passe") pas : "
            + parts.joined(separator: ", ")
    }
}

extension Outcome {
    func french(_ count: Int = 1) -> String {
        switch self {
        case .refused: count > 1 ? "refusées" : "refusée"
        case .returned: "à corriger"
        case .blocked: count > 1 ? "acceptables, bloquées à une étape" : "acceptable, bloquée à une étape"
        case .passed: count > 1 ? "conformes" : "conforme"
        }
    }
}

extension Severity {
    var french: String {
        switch self {
        case .refuses: "refus"
        case .returns: "retour pour correction"
        case .warns: "avertissement"
        case .blocks(let step): "bloque \(step.french)"
        }
    }
}

extension YearStep {
    fileprivate var french: String {
        switch self {
        case .examination: "l'examen"
        case .release: "les courriers"
        case .roster: "la liste des stagiaires"
        case .contract: "la signature du contrat"
        case .validation: "la validation par l'IA-DASEN"
        case .orders: "les ordres de mission"
        }
    }
}
