package import Vocabulary

/// « séances publiées » : the Dfie released them: from here on they are shown to pilots and stand in letters (Y3).
package struct SessionsPublished: Message {
    package static let type = "sessions.published.v1"

    /// « révision de la campagne » : Of the release.
    package var campaignRevision: Revision
    /// « révision de la demande » : Of the release.
    package var requestRevision: Revision
    /// « numéro de validation » : Of the release.
    package var validation: Revision
    /// « séances » : All of them.
    package var sessions: [SessionStated]

    package init(
        campaignRevision: Revision, requestRevision: Revision, validation: Revision, sessions: [SessionStated]
    ) {
        self.campaignRevision = campaignRevision
        self.requestRevision = requestRevision
        self.validation = validation
        self.sessions = sessions
    }
}
