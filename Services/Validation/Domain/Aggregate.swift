package import Vocabulary

/// Identifiers of Validation's aggregates. A campaign's holds a colon, which no request's number can, so that neither
/// is ever taken for the other.
package enum Aggregate {
    private static let prefix = "campaign:"

    package static func campaign(_ id: CampaignID) -> String { prefix + id.text }

    package static func request(_ id: RequestID) -> String { id.text }

    /// nil where it is a request's.
    package static func campaign(of aggregate: String) -> String? {
        aggregate.hasPrefix(prefix) ? String(aggregate.dropFirst(prefix.count)) : nil
    }
}
