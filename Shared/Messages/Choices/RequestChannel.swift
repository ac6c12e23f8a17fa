/// « canal » : how a request came.
package enum RequestChannel: String, Codable, Hashable, Sendable, CaseIterable {
    /// « saisie en ligne ».
    case form
    /// « interface de programmation ».
    case api
    /// « fichier ».
    case csv
}
