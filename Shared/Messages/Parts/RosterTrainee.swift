package import Vocabulary

/// « stagiaire » : a trainee to be ordered (Y6, Y8, Y9).
package struct RosterTrainee: Codable, Hashable, Sendable {
    /// « personne » : Opaque.
    package var person: PersonID
    /// « nom » : For the order.
    package var name: Personal<PersonName>
    /// « courriel professionnel » : Where the order goes.
    package var mail: Personal<MailAddress>
    /// « degré » : Who orders: Dfie or service.
    package var degree: Degree
    /// « établissement » : Where they teach.
    package var establishment: UAI
    /// « groupe » : Which sessions they follow.
    package var group: GroupID

    package init(
        person: PersonID, name: Personal<PersonName>, mail: Personal<MailAddress>, degree: Degree, establishment: UAI,
        group: GroupID
    ) {
        self.person = person
        self.name = name
        self.mail = mail
        self.degree = degree
        self.establishment = establishment
        self.group = group
    }
}
