package import Vocabulary

/// « intervenant au contrat » : who leads, as a function or an opaque person.
package struct ContractLeader: Codable, Hashable, Sendable {
    /// « qualité » : What kind of leader.
    package var kind: Open<LeaderKind>
    /// « formateur » : For trainers of the académie.
    package var trainer: TrainerID?
    /// « personne » : For speakers, lecturers and leaders from outside.
    package var person: PersonID?

    package init(
        kind: Open<LeaderKind>, trainer: TrainerID? = nil, person: PersonID? = nil
    ) {
        self.kind = kind
        self.trainer = trainer
        self.person = person
    }
}
