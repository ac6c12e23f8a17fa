package import Vocabulary

/// « pilote » : who held a pilot's function when the request came.
package struct PilotHolder: Codable, Hashable, Sendable {
    /// « fonction » : `head` or `ien` (F5).
    package var function: Function
    /// « personne » : Who held it.
    package var person: PersonID

    package init(
        function: Function, person: PersonID
    ) {
        self.function = function
        self.person = person
    }
}
