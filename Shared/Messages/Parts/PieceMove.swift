package import Vocabulary

/// « déplacement » : a session that a piece of an optimisation would set anew.
package struct PieceMove: Codable, Hashable, Sendable {
    /// « demande » : Whose session.
    package var request: RequestID
    /// « séance » : Which.
    package var session: SessionID
    /// « révision » : That the piece started from; absent where it wasn't placed.
    package var revision: Revision?
    /// « demi-journées » : Where it would stand.
    package var halfDays: [HalfDay]
    /// « équipe » : Who would lead it.
    package var team: [TrainerID]

    package init(
        request: RequestID, session: SessionID, revision: Revision? = nil, halfDays: [HalfDay], team: [TrainerID]
    ) {
        self.request = request
        self.session = session
        self.revision = revision
        self.halfDays = halfDays
        self.team = team
    }
}
