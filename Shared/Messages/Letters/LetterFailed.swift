package import Vocabulary

/// « courrier en échec » : it couldn't be handed over, or came back.
package struct LetterFailed: Message {
    package static let type = "letter.failed.v1"

    /// « courrier » : Which.
    package var letter: LetterID
    /// « tentative » : 1, 2, 3 …
    package var attempt: Int
    /// « cause » : What went wrong.
    package var why: Open<LetterFailure>
    /// « définitif » : Nothing is tried again: a person has to act.
    package var isFinal: Bool

    package init(
        letter: LetterID, attempt: Int, why: Open<LetterFailure>, isFinal: Bool
    ) {
        self.letter = letter
        self.attempt = attempt
        self.why = why
        self.isFinal = isFinal
    }
}
