/// Whether a network is in priority education (EP), and how.
package enum PriorityEducation: String, Codable, Hashable, Sendable, CaseIterable {
    case rep = "REP"
    case repPlus = "REP+"
    /// Hors réseau d'éducation prioritaire.
    case none = "HREP"

    /// In priority education: H2 binds the theme.
    package var isPriority: Bool { self != .none }
}
