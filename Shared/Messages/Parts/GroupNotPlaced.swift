package import Vocabulary

/// « groupe non placé » : a group that found no dates or no team, with every cause.
package struct GroupNotPlaced: Codable, Hashable, Sendable {
    /// « groupe » : Of the form.
    package var group: GroupID
    /// « causes » : In the order of the rules.
    package var causes: [PlacementCause]

    package init(
        group: GroupID, causes: [PlacementCause]
    ) {
        self.group = group
        self.causes = causes
    }
}
