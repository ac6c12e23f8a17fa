package import Vocabulary

/// « fonction quittée » : nobody holds a function any more, or its holder leaves on a known day.
package struct FunctionEnded: Message {
    package static let type = "function.ended.v1"

    /// « auteur » : Who entered it.
    package var actor: MessageActor
    /// « fonction » : The record's key.
    package var function: Function
    /// « personne » : Who leaves.
    package var person: PersonID
    /// « jusqu'au » : Last day.
    package var until: CivilDate

    package init(
        actor: MessageActor, function: Function, person: PersonID, until: CivilDate
    ) {
        self.actor = actor
        self.function = function
        self.person = person
        self.until = until
    }
}
