/// « décision communiquée » : what the Dfie lets out (Y3).
package enum ReleasedDecision: String, Codable, Hashable, Sendable, CaseIterable {
    /// « validation ».
    case validation
    /// « refus ».
    case refusal
}
