package import Vocabulary

/// « intervenant » : who leads and is to be ordered (Y8).
package struct RosterLeader: Codable, Hashable, Sendable {
    /// « personne » : Opaque.
    package var person: PersonID
    /// « nom » : For the order.
    package var name: Personal<PersonName>
    /// « courriel » : Absent where the order goes by paper.
    package var mail: Personal<MailAddress>?
    /// « qualité » : What kind of leader.
    package var kind: Open<LeaderKind>
    /// « formateur » : For trainers of the académie.
    package var trainer: TrainerID?
    /// « séances » : That they lead.
    package var sessions: [SessionID]

    package init(
        person: PersonID, name: Personal<PersonName>, mail: Personal<MailAddress>? = nil, kind: Open<LeaderKind>,
        trainer: TrainerID? = nil, sessions: [SessionID]
    ) {
        self.person = person
        self.name = name
        self.mail = mail
        self.kind = kind
        self.trainer = trainer
        self.sessions = sessions
    }
}
