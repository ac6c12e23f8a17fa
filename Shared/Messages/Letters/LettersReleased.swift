package import Vocabulary

/// « bon à envoyer » : the Dfie lets letters go.
package struct LettersReleased: Message {
    package static let type = "letter.released.v1"

    /// « auteur » : Of the Dfie.
    package var actor: MessageActor
    /// « courriers » : That may go.
    package var letters: [LetterID]

    package init(
        actor: MessageActor, letters: [LetterID]
    ) {
        self.actor = actor
        self.letters = letters
    }
}
