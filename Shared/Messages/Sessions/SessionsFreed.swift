package import Vocabulary

/// « séances libérées » : dates, trainers and replacements are given back.
package struct SessionsFreed: Message {
    package static let type = "sessions.freed.v1"

    /// « révision de la campagne » : In force then.
    package var campaignRevision: Revision
    /// « révision de la demande » : That was planned.
    package var requestRevision: Revision
    /// « séances » : That no longer stand.
    package var sessions: [SessionNamed]
    /// « motif » : What freed them.
    package var why: Open<FreedReason>

    package init(
        campaignRevision: Revision, requestRevision: Revision, sessions: [SessionNamed], why: Open<FreedReason>
    ) {
        self.campaignRevision = campaignRevision
        self.requestRevision = requestRevision
        self.sessions = sessions
        self.why = why
    }
}
