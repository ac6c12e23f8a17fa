package import Vocabulary

/// « remplacements » : how many primary teachers a session takes from a département's replacements (T7).
package struct ReplacementsUsed: Codable, Hashable, Sendable {
    /// « département » : Whose service replaces them.
    package var departement: Departement
    /// « enseignants » : On each of the session's half-days.
    package var teachers: HeadCount

    package init(
        departement: Departement, teachers: HeadCount
    ) {
        self.departement = departement
        self.teachers = teachers
    }
}
