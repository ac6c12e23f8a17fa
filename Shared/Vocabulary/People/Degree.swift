/// Primary (écoles) or secondary (collèges).
package enum Degree: String, Codable, Hashable, Sendable, CaseIterable {
    case first
    case second

    package var french: String { self == .first ? "premier degré" : "second degré" }
}
