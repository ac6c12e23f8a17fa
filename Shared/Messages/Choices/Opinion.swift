/// « avis » : of an authority or another who was asked.
package enum Opinion: String, Codable, Hashable, Sendable, CaseIterable {
    /// « favorable ».
    case favourable
    /// « réservé ».
    case reserved
    /// « défavorable ».
    case unfavourable
}
