package import Vocabulary

/// « stagiaire » : a trainee behind an identifier; the name is in the disclosure that `disclosure` proves.
package struct FeedTrainee: Codable, Hashable, Sendable {
    /// « personne » : Key of the disclosure.
    package var person: PersonID
    /// « degré » : First or second.
    package var degree: Degree
    /// « établissement » : Where they teach.
    package var establishment: UAI
    /// « groupe » : Which sessions they follow.
    package var group: GroupID
    /// « empreinte du nom » : SHA-256 of the disclosure's bytes.
    package var disclosure: ContentHash

    package init(
        person: PersonID, degree: Degree, establishment: UAI, group: GroupID, disclosure: ContentHash
    ) {
        self.person = person
        self.degree = degree
        self.establishment = establishment
        self.group = group
        self.disclosure = disclosure
    }
}
