/// « bon à envoyer » : the Dfie lets letters of a request go, each with the revisions that it was read on.
package struct LettersReleased: Message {
    package static let type = "letter.released.v1"

    /// « auteur » : Of the Dfie.
    package var actor: MessageActor
    /// « courriers » : That may go.
    package var letters: [ReleasedLetter]

    package init(
        actor: MessageActor, letters: [ReleasedLetter]
    ) {
        self.actor = actor
        self.letters = letters
    }
}
