package import Vocabulary

/// « séance visée » : a session and the revision of it that was seen.
package struct SessionNamed: Codable, Hashable, Sendable {
    /// « séance » : Which.
    package var session: SessionID
    /// « révision » : The one that was seen; an outdated one is void.
    package var revision: Revision

    package init(
        session: SessionID, revision: Revision
    ) {
        self.session = session
        self.revision = revision
    }
}
