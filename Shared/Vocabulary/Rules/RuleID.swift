/// The rules of the cahier des charges, numbered; code, tests and messages cite them.
package enum RuleID: String, Codable, Hashable, Sendable, CaseIterable, Comparable {
    // Request
    case F1, F2, F3, F4, F5, F6, F7
    // Time
    case T1, T2, T3, T4, T5, T6, T7, T8
    // Public
    case P1, P2, P3, P4
    // Intervenants
    case I1, I2, I3
    // Theme
    case H1, H2, H3, H4
    // The year
    case Y1, Y2, Y3, Y4, Y5, Y6, Y7, Y8, Y9, Y10

    /// In the order of the cahier.
    package static func < (left: Self, right: Self) -> Bool {
        (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
    }
}
