/// « motif de libération » : what gave sessions back.
package enum FreedReason: String, Codable, Hashable, Sendable, CaseIterable {
    /// « demande retirée ».
    case withdrawn
    /// « action annulée ».
    case cancelled
    /// « demande renvoyée ».
    case returned
    /// « demande refusée ».
    case refused
    /// « dates écartées par le service ».
    case declined
    /// « nouveau plan ».
    case replanned
}
