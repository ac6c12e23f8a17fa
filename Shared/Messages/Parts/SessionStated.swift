package import Vocabulary

/// « séance » : a session as the plan has it: whole, so that a letter or calendar can be written from it alone.
package struct SessionStated: Codable, Hashable, Sendable {
    /// « séance » : Kept for the session's whole life, whatever is moved.
    package var session: SessionID
    /// « révision » : Of this session; rises with each change.
    package var revision: Revision
    /// « groupe » : Of the form.
    package var group: GroupID
    /// « demi-journées » : One or two of one day (T1).
    package var halfDays: [HalfDay]
    /// « établissement d'accueil » : Where it takes place.
    package var host: UAI
    /// « équipe » : Trainers who lead it (I1, T6).
    package var team: [TrainerID]
    /// « remplacements » : Primary teachers to be replaced, by département (T7).
    package var replacements: [ReplacementsUsed]

    package init(
        session: SessionID, revision: Revision, group: GroupID, halfDays: [HalfDay], host: UAI, team: [TrainerID],
        replacements: [ReplacementsUsed]
    ) {
        self.session = session
        self.revision = revision
        self.group = group
        self.halfDays = halfDays
        self.host = host
        self.team = team
        self.replacements = replacements
    }
}
