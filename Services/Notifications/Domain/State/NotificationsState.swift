package import Vocabulary

/// What is remembered of one aggregate: a request with its letters, or a staff function with its digests. Campaigns
/// and functions of the directory are aggregates too, of which the tables remember all.
package struct NotificationsState: Codable, Hashable, Sendable {
    package var request = RequestFile()
    /// The ledger, in the order of preparation.
    package var letters: [LetterEntry] = []

    package init() {}

    package func letter(_ id: LetterID) -> LetterEntry? { letters.first { $0.letter == id } }

    /// The newest letter of a kind to a function that isn't void.
    package func last(_ kind: LetterKind, to function: Function) -> LetterEntry? {
        letters.last { $0.kind == kind && $0.to == function && $0.status != .void }
    }
}
