package import Messages
package import Vocabulary

/// What comes to an aggregate.
package struct NotificationsInput: Hashable, Sendable {
    package var aggregate: String
    package var what: What

    package enum What: Hashable, Sendable {
        /// A record about a request.
        case fact(Fact)
        /// A record of the directory.
        case directory(DirectoryMessage)
        /// A new revision of a campaign.
        case campaign(CampaignPublished)
        /// What some fact waited for may be there now.
        case lookAgain
        /// « bon à envoyer ».
        case release([ReleasedLetter], by: MessageActor)
        /// Letters' files are about to be written, on that day, into that spool.
        case take([LetterID], on: CivilDate, into: String? = nil)
        /// The files stand.
        case written([LetterAttempt])
        /// The file can't be written.
        case unwritten(LetterAttempt, LetterFailure)
        /// A person wants a failed letter tried again; nil: whichever attempt failed.
        case again(LetterID, attempt: Int?)
        case timer(TimerKind)
        /// Nothing: keeps the answer to a bulk command, so that the same key finds the same list.
        case nothing
    }

    package init(_ aggregate: String, _ what: What) {
        self.aggregate = aggregate
        self.what = what
    }
}

/// A letter, and which try to hand it over: 1, 2, 3 …
package struct LetterAttempt: Hashable, Sendable {
    package var letter: LetterID
    package var attempt: Int

    package init(_ letter: LetterID, attempt: Int) {
        self.letter = letter
        self.attempt = attempt
    }
}

/// Timers of ours, by the names that stand in the store.
package enum TimerKind: String, Codable, Hashable, Sendable, CaseIterable {
    /// Of a request: somebody's answer may be overdue.
    case reminder
    /// Of a request: a function passes to a new holder today.
    case handover
    /// Of a staff function: a business day begins.
    case digest
}

/// The names of aggregates. A request's is its identifier, as the key of `alp.letters.v1` demands; the others have a
/// slash, which no identifier has.
package enum AggregateName {
    package static func campaign(_ campaign: CampaignID) -> String { "campaign/\(campaign)" }
    package static func directory(_ function: Function) -> String { "directory/\(function)" }
    package static func digest(_ function: Function) -> String { "digest/\(function)" }
    package static let bulk = "bulk/release"

    package static func isRequest(_ name: String) -> Bool { !name.utf8.contains(UInt8(ascii: "/")) }

    /// The staff function whose digest it is.
    package static func digested(_ name: String) -> Function? {
        name.hasPrefix("digest/") ? try? Function(String(name.dropFirst(7))) : nil
    }
}
