/// « nature » : of a record of the feed; one that a reader doesn't know is chained and not applied.
package enum FeedKind: String, Codable, Hashable, Sendable, CaseIterable {
    /// « contrat validé ».
    case validated
    /// « contrat corrigé ».
    case corrected
    /// « contrat annulé ».
    case cancelled
    /// « point de contrôle ».
    case checkpoint
    /// « changement de clé ».
    case keyChanged
    /// « avis ».
    case notice
    /// « clôture ».
    case closed
}
