package import Vocabulary

/// « auteur » : who caused a message: a role, the function it was acted in, and the person; never a name.
package struct MessageActor: Codable, Hashable, Sendable {
    /// « rôle » : What the person acted as.
    package var role: Open<Role>
    /// « fonction » : Held when they acted; absent for an operator.
    package var function: Open<Function>?
    /// « personne » : Opaque; the name stands in the directory.
    package var person: PersonID

    package init(
        role: Open<Role>, function: Open<Function>? = nil, person: PersonID
    ) {
        self.role = role
        self.function = function
        self.person = person
    }
}
