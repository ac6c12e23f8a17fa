package import Vocabulary

/// « cause » : why a group can't be placed.
package struct PlacementCause: Codable, Hashable, Sendable {
    /// « règle » : The rule that leaves no place.
    package var rule: Open<RuleID>
    /// « formateurs » : Who is missing or taken, where it is a matter of trainers (T6).
    package var trainers: [TrainerID]
    /// « département » : Where replacements run short (T7).
    package var departement: Departement?
    /// « explication » : In French, to the examiners; names no person.
    package var message: String
    /// « remède » : What they could change, in French.
    package var remedy: String

    package init(
        rule: Open<RuleID>, trainers: [TrainerID], departement: Departement? = nil, message: String, remedy: String
    ) {
        self.rule = rule
        self.trainers = trainers
        self.departement = departement
        self.message = message
        self.remedy = remedy
    }
}
