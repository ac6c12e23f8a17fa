package import Vocabulary

/// « effectif » : teachers of one degree.
package struct DegreeCount: Codable, Hashable, Sendable {
    /// « degré » : First or second.
    package var degree: Degree
    /// « enseignants » : How many.
    package var teachers: HeadCount

    package init(
        degree: Degree, teachers: HeadCount
    ) {
        self.degree = degree
        self.teachers = teachers
    }
}
