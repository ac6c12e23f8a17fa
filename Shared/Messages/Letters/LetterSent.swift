package import Vocabulary

/// « courrier envoyé » : handed over to the mail server or the printer.
package struct LetterSent: Message {
    package static let type = "letter.sent.v1"

    /// « courrier » : Which.
    package var letter: LetterID
    /// « tentative » : 1, 2, 3 …
    package var attempt: Int
    /// « envoyé le » : When.
    package var sentAt: Timestamp

    package init(
        letter: LetterID, attempt: Int, sentAt: Timestamp
    ) {
        self.letter = letter
        self.attempt = attempt
        self.sentAt = sentAt
    }
}
