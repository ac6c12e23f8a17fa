import Messages
import Vocabulary

/// Breaches as letters list them: what is asked now, what has to be there before a later step, what is only noted.
extension Wording {
    /// A breach that a newer program wrote can't be said here.
    func listed(_ breaches: [Open<Breach>], title: String, remedies: Bool = true) -> [LetterContent.Block] {
        let known = breaches.compactMap(\.value)
        func items(_ title: String, where isMeant: (Breach) -> Bool) -> [LetterContent.Block] {
            let items = known.filter(isMeant).map { sentence($0, remedy: remedies) }
            return items.isEmpty ? [] : [.title(title), .items(items)]
        }
        var blocks = items(title) { $0.severity == .returns || $0.severity == .refuses }
        for step in YearStep.allCases { blocks += items(step.deadline) { $0.severity == .blocks(step) } }
        return blocks + items("Pour information") { $0.severity == .warns }
    }

    /// « Les objectifs tiennent en un mot (règle H1). Dites-en plus. »
    func sentence(_ breach: Breach, remedy: Bool) -> String {
        var message = Clean.line(breach.message)
        if message.hasSuffix(".") { message.removeLast() }
        let advice = remedy ? Clean.line(breach.remedy) : ""
        // A space that doesn't break: the rule's number stays with its word.
        return "\(message) (règle\u{A0}\(breach.rule.rawValue)).\(advice.isEmpty ? "" : " \(advice)")"
    }
}

extension YearStep {
    /// The title of what has to be there before the step.
    fileprivate var deadline: String {
        switch self {
        case .examination: "Avant l'examen"
        case .release: "Avant la communication des dates"
        case .roster: "Avant la liste nominative"
        case .contract: "Avant le contrat"
        case .validation: "Avant la validation par l'IA-DASEN"
        case .orders: "Avant les ordres de mission"
        }
    }
}
