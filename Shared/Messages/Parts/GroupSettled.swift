package import Vocabulary

/// « groupe arrêté » : what examination settled for a group (H4, F7, T5).
package struct GroupSettled: Codable, Hashable, Sendable {
    /// « groupe » : Of the form.
    package var group: GroupID
    /// « formateurs académiques » : How many the plan is to find; 0 opens T4.
    package var academicTrainers: Int
    /// « formateurs du premier degré » : How many the plan is to find (I1).
    package var firstDegreeTrainers: Int
    /// « formateurs ASH » : Of the academic trainers, how many are ASH (T5).
    package var ashTrainers: Int
    /// « formateurs demandés » : Who must be of the team, where the examiners name one.
    package var namedTrainers: [TrainerID]

    package init(
        group: GroupID, academicTrainers: Int, firstDegreeTrainers: Int, ashTrainers: Int, namedTrainers: [TrainerID]
    ) {
        self.group = group
        self.academicTrainers = academicTrainers
        self.firstDegreeTrainers = firstDegreeTrainers
        self.ashTrainers = ashTrainers
        self.namedTrainers = namedTrainers
    }
}
