package import Vocabulary

/// « identité » : the name behind an identifier: one immutable disclosure, whose SHA-256 stands in the sealed
/// contract.
package struct PersonDisclosed: Message {
    package static let type = "person.disclosed.v1"

    /// « sel » : 128 random bits, so that the hash can't be guessed from the name.
    package var salt: Salt
    /// « personne » : The record's key.
    package var person: PersonID
    /// « nom » : As the order writes it.
    package var name: Personal<PersonName>
    /// « courriel professionnel » : Absent where there is none.
    package var mail: Personal<MailAddress>?

    package init(
        salt: Salt, person: PersonID, name: Personal<PersonName>, mail: Personal<MailAddress>? = nil
    ) {
        self.salt = salt
        self.person = person
        self.name = name
        self.mail = mail
    }
}
