package import Vocabulary

/// A letter in the ledger of its request.
package struct LetterEntry: Codable, Hashable, Sendable {
    package enum Status: String, Codable, Hashable, Sendable, CaseIterable {
        /// Waits for the Dfie's « bon à envoyer ». Can become sendable, void.
        case waiting
        /// May go. Can become taken, failed, void.
        case sendable
        /// Somebody is about to write its file: from here on it counts as gone. The file is named, so that a mail
        /// program takes it, only once it counts as sent.
        /// Can become sent, sendable (it couldn't be written), failed.
        case taken
        case sent
        /// Nothing is tried again by itself. Can become sendable.
        case failed
        /// Something newer took its place before it went.
        case void

        package var french: String {
            switch self {
            case .waiting: "attend le bon à envoyer"
            case .sendable: "part bientôt"
            case .taken: "en cours d'envoi"
            case .sent: "envoyé"
            case .failed: "en échec"
            case .void: "sans objet"
            }
        }
    }

    package var letter: LetterID
    package var kind: LetterKind
    package var to: Function
    package var status: Status
    package var campaignRevision: Revision
    package var requestRevision: Revision
    /// Of the hand-over that is tried, or was tried last; 0 before the first.
    package var attempt: Int
    package var sentAt: Timestamp?
    /// Until when its link may be used.
    package var expires: Timestamp?
    package var supersedes: LetterID?

    /// Its file may exist: whoever it is for may have read it.
    package var hasGone: Bool { status == .taken || status == .sent }
    /// Nothing of it has left.
    package var canBeVoided: Bool { status == .waiting || status == .sendable || status == .failed }
}
