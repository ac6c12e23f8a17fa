import Vocabulary

/// What French cells say, read and written. Case and accents don't count.
enum CellWords {
    static let origins: [(word: String, value: Origin)] = [
        ("reconduction", .renewal), ("nouvelle thématique", .newTheme), ("renouvellement", .renewal),
        ("nouveau thème", .newTheme),
    ]
    static let scopes: [(word: String, value: Scope)] = [
        ("un secteur", .one), ("plusieurs secteurs", .several), ("un réseau", .one), ("plusieurs réseaux", .several),
        ("un", .one), ("plusieurs", .several),
    ]
    static let answers: [(word: String, value: Bool)] = [("oui", true), ("non", false)]
    static let lengths: [(word: String, value: SessionLength)] = [
        ("journée", .fullDay), ("demi-journée", .halfDay),
    ]
    static let roles: [(word: String, value: Role)] = [
        ("chef", .head), ("IEN", .inspector), ("IA-IPR", .referent), ("Dfie", .dfie), ("service", .service),
        ("pôle", .pole), ("IA-DASEN", .director), ("délégué", .delegate), ("formateur", .trainer),
    ]
    static let months = Month.allCases.map { (word: $0.french, value: $0) }
    static let weekdays = Weekday.allCases.map { (word: $0.french, value: $0) }

    static func read<Value>(
        _ text: String, _ words: [(word: String, value: Value)], kind: String, shown: Int? = nil
    ) throws(ValueError) -> Value {
        let folded = Nearest.folded(text)
        if let found = words.first(where: { Nearest.folded($0.word) == folded }) { return found.value }
        let names = words.map(\.word)
        let hint = Nearest.word(to: text, among: names).map { " ; peut-être « \($0) »" } ?? ""
        let expected = names.prefix(shown ?? names.count).map { "« \($0) »" }.joined(separator: ", ")
        throw ValueError(kind: kind, value: text, expected: expected + hint)
    }

    static func flag(_ text: String) throws(ValueError) -> Bool { try read(text, answers, kind: "une réponse") }

    static func number(_ allowed: ClosedRange<Int>) -> (String) throws(ValueError) -> Int {
        { text throws(ValueError) in
            guard let number = Int(text), allowed.contains(number), text.utf8.allSatisfy({ (48...57).contains($0) })
            else {
                throw ValueError(
                    kind: "un nombre admis ici", value: text,
                    expected: "un nombre entier de \(allowed.lowerBound) à \(allowed.upperBound)")
            }
            return number
        }
    }

    /// « chef 0690001B », « IEN 69-tarare », or as messages write it (`head:0690001B`).
    /// - Parameter shown: how many of the roles' words an error names: 2 where only pilots are meant.
    static func function(_ text: String, shown: Int) throws(ValueError) -> Function {
        if let function = try? Function(text) { return function }
        let parts = text.split(maxSplits: 1) { $0 == ":" || $0.isWhitespace }.map(String.init)
        let role = try read(parts.first ?? "", roles, kind: shown == 2 ? "un rôle de pilote" : "un rôle", shown: shown)
        let seat = parts.count > 1 ? CellText.trimmed(parts[1]) : ""
        switch role {
        case .head: return .head(try uai(seat))
        case .referent: return .referent(try uai(seat))
        case .inspector:
            return .inspector(try typed(seat) { () throws(ValueError) in try CirconscriptionID(seat.lowercased()) })
        default: return try Function(seat.isEmpty ? role.rawValue : "\(role.rawValue):\(seat)")
        }
    }

    static func text(_ function: Function) -> String {
        switch function {
        case .head(let uai): "chef \(uai)"
        case .referent(let uai): "IA-IPR \(uai)"
        case .inspector(let circonscription): "IEN \(circonscription)"
        default: function.text
        }
    }

    static func uai(_ text: String) throws(ValueError) -> UAI {
        try typed(text) { () throws(ValueError) in try UAI(text.uppercased()) }
    }

    /// An error of what was made from a text shows the text as it was typed.
    private static func typed<Value>(_ text: String, _ build: () throws(ValueError) -> Value) throws(ValueError)
        -> Value
    {
        do throws(ValueError) { return try build() } catch {
            throw ValueError(kind: error.kind, value: text, expected: error.expected)
        }
    }

    /// « journée », « 2 demi-journées ».
    static func sessions(_ text: String) throws(ValueError) -> [SessionLength] {
        var words = text.split(separator: " ").map(String.init)
        var count = 1
        if let number = words.first.flatMap({ Int($0) }), (1...ListLimit.sessions).contains(number) {
            count = number
            words.removeFirst()
        }
        let name = words.joined(separator: " ")
        let length = try read(
            count > 1 && name.hasSuffix("s") ? String(name.dropLast()) : name, lengths, kind: "une séance")
        return Array(repeating: length, count: count)
    }

    /// « 10 », of the host's département, or « 01=4, 69=6 ».
    static func counts(_ text: String, host: UAI?) throws(ValueError) -> [(Departement, HeadCount)] {
        let parts = text.split { ",;+".contains($0) || $0.isNewline }.map { CellText.trimmed(String($0)) }
        guard parts.count > 1 || text.contains(where: { "=:".contains($0) }) else {
            let count = try HeadCount(try number(HeadCount.allowed)(text))
            guard let departement = host?.departement else {
                throw ValueError(
                    kind: "un nombre par département", value: text, expected: "le département devant le nombre (69=10)")
            }
            return [(departement, count)]
        }
        var counts: [(Departement, HeadCount)] = []
        for part in parts where !part.isEmpty {
            let sides = part.split(omittingEmptySubsequences: false) { "=:".contains($0) }
                .map { CellText.trimmed(String($0)) }
            guard sides.count == 2 else {
                throw ValueError(
                    kind: "un nombre par département", value: part, expected: "un département, = et un nombre (69=10)")
            }
            let code = sides[0].utf8.count == 1 ? "0" + sides[0] : sides[0].uppercased()
            let departement = try typed(sides[0]) { () throws(ValueError) in try Departement(code) }
            counts.append((departement, try HeadCount(try number(HeadCount.allowed)(sides[1]))))
        }
        return counts
    }
}
