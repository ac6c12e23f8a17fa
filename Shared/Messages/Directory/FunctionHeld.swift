package import Vocabulary

/// « fonction tenue » : a term: who holds a function from when to when. A later record of the key with the same first
/// day takes this one's place, one with another first day adds a term; on a day the function is held by the term with
/// the latest first day that covers it.
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
