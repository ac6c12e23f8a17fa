/// P4, F7: trainees who follow the same sessions in the same place.
package struct Group: Codable, Hashable, Sendable {
    package var id: GroupID
    /// Where the sessions take place.
    package var host: UAI
    /// Collèges and écoles that send trainees, the host among them (F7).
    package var establishments: [UAI]
    /// By département and degree.
    package var teachers: [TeachersWanted]

    package init(id: GroupID, host: UAI, establishments: [UAI], teachers: [TeachersWanted]) {
        self.id = id
        self.host = host
        self.establishments = establishments
        self.teachers = teachers
    }

    package func count(_ degree: Degree) -> Int {
        teachers.reduce(0) { $0 + (degree == .first ? $1.firstDegree : $1.secondDegree).number }
    }
}

/// Trainees wanted of one département (P1, P2, T7).
package struct TeachersWanted: Codable, Hashable, Sendable {
    package var departement: Departement
    /// Teachers of écoles.
    package var firstDegree: HeadCount
    /// Teachers of collèges.
    package var secondDegree: HeadCount

    package init(departement: Departement, firstDegree: HeadCount, secondDegree: HeadCount) {
        self.departement = departement
        self.firstDegree = firstDegree
        self.secondDegree = secondDegree
    }
}
