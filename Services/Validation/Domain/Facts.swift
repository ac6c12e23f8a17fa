package import Messages
package import Vocabulary

/// What Scheduling said of a request's sessions, as far as examiners need it.
package enum SessionFact: Codable, Hashable, Sendable {
    case proposed([SessionStated])
    case confirmed(by: Departement, [SessionNamed], isComplete: Bool)
    case declined(by: Departement, reason: FreeText)
    case moved(SessionStated)
    case trainerReplaced([SessionStated])
    case freed([SessionNamed])
    case notPlaced([GroupNotPlaced])
    case published([SessionStated])
}

/// How far a letter about a request has come.
package struct LetterFact: Codable, Hashable, Sendable {
    package enum Stage: String, Codable, Hashable, Sendable, CaseIterable {
        case prepared, released, sent, failed
    }

    package var letter: LetterID
    /// Known from its preparation on.
    package var kind: Open<LetterKind>?
    package var stage: Stage

    package init(letter: LetterID, kind: Open<LetterKind>?, stage: Stage) {
        self.letter = letter
        self.kind = kind
        self.stage = stage
    }
}
