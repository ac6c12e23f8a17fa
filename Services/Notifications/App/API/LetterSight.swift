import NotificationsDomain
import ServiceKit
import Store
import Vocabulary

/// Which letters somebody may see: the Dfie and the Pôle those about any request, services and IA-DASEN those that
/// concern their département, everybody else what was sent to a function of theirs. What isn't theirs isn't there: 404.
struct LetterSight: Sendable {
    let acting: Acting

    static let roles: [BusinessRole] = [.dfie, .pole, .service, .director, .referent, .pilot, .trainer]

    func sees(_ row: LetterRow) -> Bool {
        if row.kind == .digest { return acting.role == .dfie || acting.holds(row.to) }
        if acting.seesAll { return true }
        switch acting.role {
        case .service, .director: return acting.concerns(row.departements)
        case .dfie, .pole: return true
        // Y3: nothing of a decision is told before it is released and sent.
        case .referent, .pilot, .trainer: return acting.holds(row.to) && row.status == .sent
        }
    }

    /// The same as a condition, with its parameters numbered from `first` on.
    func condition(from first: Int) -> (sql: String, values: [SQLValue]) {
        var values: [SQLValue] = []
        func parameter(_ text: String) -> String {
            values.append(.text(text))
            return "$\(first + values.count - 1)"
        }
        func anyOf(_ column: String, _ texts: [String], like: Bool = false) -> String {
            texts.isEmpty
                ? "1 = 0"
                : "(" + texts.map { "\(column) \(like ? "LIKE" : "=") \(parameter($0))" }.joined(separator: " OR ")
                    + ")"
        }
        let own = acting.functions.map(\.text)
        switch acting.role {
        case .dfie: return ("1 = 1", [])
        case .pole: return ("(kind <> 'digest' OR \(anyOf("recipient", own)))", values)
        case .service, .director:
            let concerned = anyOf(
                "departements", acting.departements.sorted().map(DepartementList.pattern), like: true)
            return ("((kind <> 'digest' AND \(concerned)) OR (kind = 'digest' AND \(anyOf("recipient", own))))", values)
        case .referent, .pilot, .trainer: return ("(status = 'sent' AND \(anyOf("recipient", own)))", values)
        }
    }
}
