package import Vocabulary

/// « avancement du groupe » : how full a group's roster is; counts alone, no person.
package struct GroupProgress: Codable, Hashable, Sendable {
    /// « groupe » : Of the form.
    package var group: GroupID
    /// « attendus » : Trainees announced, by degree.
    package var wanted: [DegreeCount]
    /// « inscrits » : Trainees on the roster, by degree.
    package var named: [DegreeCount]

    package init(
        group: GroupID, wanted: [DegreeCount], named: [DegreeCount]
    ) {
        self.group = group
        self.wanted = wanted
        self.named = named
    }
}
