package import Vocabulary

/// « personne effacée » : every reader drops its copies of the person's name and mail.
package struct RosterPersonErased: Message {
    package static let type = "roster.personErased.v1"

    /// « auteur » : The operator.
    package var actor: MessageActor
    /// « personne » : Who is erased.
    package var person: PersonID

    package init(
        actor: MessageActor, person: PersonID
    ) {
        self.actor = actor
        self.person = person
    }
}
