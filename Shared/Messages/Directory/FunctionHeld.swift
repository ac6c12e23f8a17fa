package import Vocabulary

/// « fonction tenue » : who holds a function from when to when; a later record of the key takes the place of the one
/// before.
package struct FunctionHeld: Message {
    package static let type = "function.held.v1"

    /// « auteur » : Who entered it.
    package var actor: MessageActor
    /// « fonction » : The record's key.
    package var function: Function
    /// « personne » : Opaque; the same in every function they hold.
    package var person: PersonID
    /// « nom » : As letters write it.
    package var name: Personal<PersonName>
    /// « courriel professionnel » : Absent where letters go by paper.
    package var mail: Personal<MailAddress>?
    /// « à compter du » : First day.
    package var from: CivilDate
    /// « jusqu'au » : Last day, where it is known.
    package var until: CivilDate?

    package init(
        actor: MessageActor, function: Function, person: PersonID, name: Personal<PersonName>,
        mail: Personal<MailAddress>? = nil, from: CivilDate, until: CivilDate? = nil
    ) {
        self.actor = actor
        self.function = function
        self.person = person
        self.name = name
        self.mail = mail
        self.from = from
        self.until = until
    }
}
