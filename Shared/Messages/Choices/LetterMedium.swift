/// « support » : how a letter goes.
package enum LetterMedium: String, Codable, Hashable, Sendable, CaseIterable {
    /// « courriel ».
    case mail
    /// « papier ».
    case paper
}
