package import Vocabulary

/// « passation » : a pilot's function passed to another person, typically on 1 September; links of the former one are
/// dead.
package struct RequestHandedOver: Message {
    package static let type = "request.handedOver.v1"

    /// « auteur » : Absent where the directory's dates did it.
    package var actor: MessageActor?
    /// « révision de la campagne » : In force then.
    package var campaignRevision: Revision
    /// « révision de la demande » : Which isn't changed by it.
    package var requestRevision: Revision
    /// « fonction » : A pilot's.
    package var function: Function
    /// « ancien titulaire » : Absent where nobody held it.
    package var from: PersonID?
    /// « nouveau titulaire » : Absent where nobody holds it yet.
    package var to: PersonID?
    /// « à compter du » : First day of the new holder.
    package var on: CivilDate

    package init(
        actor: MessageActor? = nil, campaignRevision: Revision, requestRevision: Revision, function: Function,
        from: PersonID? = nil,
        to: PersonID? = nil, on: CivilDate
    ) {
        self.actor = actor
        self.campaignRevision = campaignRevision
        self.requestRevision = requestRevision
        self.function = function
        self.from = from
        self.to = to
        self.on = on
    }
}
