package import Messages
package import Vocabulary

/// What Scheduling made of a validation, as its topic says.
package struct Placement: Codable, Hashable, Sendable {
    package enum Stage: String, Codable, Hashable, Sendable, CaseIterable {
        /// Not asked for, or looked for.
        case none
        case proposed
        /// Every session at its present revision, by every service concerned.
        case confirmed
        case notPlaced
        case published
    }

    package var stage = Stage.none
    package var sessions: [SessionStated] = []
    /// Who has confirmed what stands, in part or whole.
    package var confirmedBy: [Departement] = []
    /// T8: why it found no place.
    package var causes: [GroupNotPlaced] = []

    package init() {}

    package var named: [SessionNamed] { sessions.map { SessionNamed(session: $0.session, revision: $0.revision) } }

    /// Whether these sessions stand, and at these revisions.
    func stands(_ named: [SessionNamed]) -> Bool {
        named.allSatisfy { name in
            sessions.contains { $0.session == name.session && $0.revision == name.revision }
        }
    }

    mutating func take(_ fact: SessionFact) {
        switch fact {
        case .proposed(let sessions):
            let before = self
            self = Placement()
            stage = .proposed
            self.sessions = sessions
            // What was confirmed at these very revisions stays so, and nobody is asked again.
            if before.stage == .confirmed, Set(named).isSubset(of: before.named) {
                stage = .confirmed
                confirmedBy = before.confirmedBy
            }
        case .confirmed(let departement, _, let isComplete):
            if !confirmedBy.contains(departement) { confirmedBy = (confirmedBy + [departement]).sorted() }
            if isComplete, stage != .published { stage = .confirmed }
        case .declined:
            confirmedBy = []
            if stage == .confirmed { stage = .proposed }
        case .moved(let session):
            replace([session])
        case .trainerReplaced(let sessions):
            replace(sessions)
        case .freed(let named):
            sessions.removeAll { session in named.contains { $0.session == session.session } }
            confirmedBy = []
            if sessions.isEmpty { stage = .none }
        case .notPlaced(let groups):
            self = Placement()
            stage = .notPlaced
            causes = groups
        case .published(let sessions):
            self.sessions = sessions
            stage = .published
        }
    }

    /// A session at another revision has to be confirmed anew.
    private mutating func replace(_ changed: [SessionStated]) {
        for session in changed {
            if let index = sessions.firstIndex(where: { $0.session == session.session }) {
                sessions[index] = session
            } else {
                sessions.append(session)
            }
        }
        guard stage != .published else { return }
        confirmedBy = []
        stage = .proposed
    }
}
