package import Vocabulary

/// « personne effacée » : every reader drops its copies of the person's name and mail.
package struct FunctionPersonErased: Message {
    package static let type = "function.personErased.v1"

    /// « auteur » : The operator.
    package var actor: MessageActor
    /// « fonction » : The record's key.
    package var function: Function
    /// « personne » : Who is erased.
    package var person: PersonID

    package init(
        actor: MessageActor, function: Function, person: PersonID
    ) {
        self.actor = actor
        self.function = function
        self.person = person
    }
}
