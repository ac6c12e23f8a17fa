package import Vocabulary

/// « module » : a module of a dispositif in GAIA.
package struct DispositifModule: Codable, Hashable, Sendable {
    /// « groupe » : Whose sessions it stands for.
    package var group: GroupID
    /// « numéro de module » : Stands on the orders.
    package var number: ModuleNumber
    /// « degré » : Where the degrees have modules of their own.
    package var degree: Degree?

    package init(
        group: GroupID, number: ModuleNumber, degree: Degree? = nil
    ) {
        self.group = group
        self.number = number
        self.degree = degree
    }
}
