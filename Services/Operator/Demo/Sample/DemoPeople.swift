import Foundation
import Pages
import Vocabulary

/// The persons who act, each with a token made fresh: by function, as the directory of the sample has them.
struct DemoPeople: Sendable {
    private let tokens: [String: Token]
    private let entries: [TokenEntry]
    /// The one who sets clocks and reads metrics.
    let operatorToken: Token

    /// - Parameters:
    ///   - day: the functions are those of this day.
    ///   - now: the machine's time: tokens are judged by it, whatever the virtual clocks say.
    init(_ terms: [SampleTerm], on day: CivilDate, now: Instant) throws {
        let until = now + .seconds(7 * 24 * 3600)
        var functions: [String: Set<String>] = [:]
        for term in terms where term.holds(on: day) { functions[term.person, default: []].insert(term.function) }
        var tokens: [String: Token] = [:]
        var entries: [TokenEntry] = []
        for (person, held) in functions.sorted(by: { $0.key < $1.key }) {
            let roles = Set(held.compactMap(Self.role))
            guard !roles.isEmpty else { continue }
            let caller = Caller(
                identifier: person, roles: roles, functions: held, departements: Set(held.compactMap(Self.departement)))
            let made = try TokenEntry.mint(for: caller, from: now + .seconds(-60), until: until)
            entries.append(made.entry)
            for function in held { tokens[function] = made.token }
        }
        let own = try TokenEntry.mint(
            for: Caller(identifier: "alp-demo", roles: [Caller.operatorRole]), from: now + .seconds(-60), until: until)
        self.tokens = tokens
        self.entries = entries + [own.entry]
        operatorToken = own.token
    }

    /// Nil where nobody holds the function.
    subscript(function: String) -> Token? { tokens[function] }

    var dfie: Token? { self["dfie"] }
    func service(_ departement: String) -> Token? { self["service:\(departement)"] }

    /// What the machine's clock says, to the second as token files do.
    static var machineTime: Instant { Instant(milliseconds: Int64(Date().timeIntervalSince1970) * 1000) }

    /// What the services read; holds no token.
    var tokenFile: Data {
        Data(("{\"tokens\": [\n" + entries.map { "  \($0.json)" }.joined(separator: ",\n") + "\n]}\n").utf8)
    }

    /// The role of a function's holder; nil for who doesn't act in spring.
    static func role(_ function: String) -> String? {
        let kind = function.prefix { $0 != ":" }
        return switch kind {
        case "head", "ien": "pilot"
        case "dfie", "pole", "service", "ia-dasen", "ia-ipr", "trainer": String(kind)
        default: nil
        }
    }

    private static func departement(_ function: String) -> String? {
        let parts = function.split(separator: ":", maxSplits: 1)
        return parts.count == 2 && ["service", "ia-dasen"].contains(parts[0]) ? String(parts[1]) : nil
    }
}
