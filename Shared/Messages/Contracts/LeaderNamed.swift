package import Vocabulary

/// « intervenant nommé » : who leads where no academic trainer is asked, named before the contract (I1, T4).
package struct LeaderNamed: Message {
    package static let type = "contract.leaderNamed.v1"

    /// « auteur » : A pilot.
    package var actor: MessageActor
    /// « révision de la campagne » : In force then.
    package var campaignRevision: Revision
    /// « révision de la demande » : Whose days they lead.
    package var requestRevision: Revision
    /// « groupe » : Which.
    package var group: GroupID
    /// « personne » : Opaque.
    package var person: PersonID
    /// « qualité » : What kind of leader.
    package var kind: Open<LeaderKind>

    package init(
        actor: MessageActor, campaignRevision: Revision, requestRevision: Revision, group: GroupID, person: PersonID,
        kind: Open<LeaderKind>
    ) {
        self.actor = actor
        self.campaignRevision = campaignRevision
        self.requestRevision = requestRevision
        self.group = group
        self.person = person
        self.kind = kind
    }
}
