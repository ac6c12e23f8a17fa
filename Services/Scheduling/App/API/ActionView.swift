import Messages
import Pages
import SchedulingDomain
import ServiceKit
import Store
import Vocabulary

/// An action as people are shown it.
struct ActionView: Codable, Hashable, Sendable {
    var request: RequestID
    /// Rises with each thing that happens to it.
    var revision: Int64
    /// `waiting`, `seeking`, `proposed`, `confirmed`, `published`, `notPlaced`, `ended`.
    var state: String
    /// The validation that it carries out.
    var validation: Revision?
    var departements: [Departement]
    /// Whose services haven't confirmed every session yet.
    var unconfirmedBy: [Departement]
    var sessions: [Session]
    /// Why it has no place.
    var causes: [GroupNotPlaced]

    struct Session: Codable, Hashable, Sendable {
        var session: SessionID
        var revision: Revision
        var group: GroupID
        var halfDays: [HalfDay]
        var host: UAI
        var team: [TrainerID]
        var replacements: [ReplacementsUsed]
        /// Whose services confirmed it at this revision.
        var confirmedBy: [Departement]
    }

    init(_ request: RequestID, _ state: ActionState, revision: Int64) {
        self.request = request
        self.revision = revision
        self.state = state.phase.rawValue
        validation = state.validated?.validation
        departements = state.departements
        unconfirmedBy =
            state.sessions.isEmpty
            ? []
            : state.departements.filter { departement in
                !state.sessions.allSatisfy { state.isConfirmed($0.session, by: departement) }
            }
        sessions = state.sessions.map { session in
            Session(
                session: session.session, revision: session.revision, group: session.group,
                halfDays: session.halfDays, host: session.host, team: session.team,
                replacements: session.replacements,
                confirmedBy: state.departements.filter { state.isConfirmed(session.session, by: $0) })
        }
        causes = state.causes
    }
}

/// Who may see an action; to all others there is none (404). Nothing of a date is shown before it is released (Y3):
/// pilots, the IA-IPR and trainers see what is published alone.
enum Sight {
    static func isSeen(_ state: ActionState, by acting: Acting) -> Bool {
        switch acting.role {
        case .dfie, .pole: return true
        case .service, .director: return acting.concerns(state.departements)
        case .referent:
            guard state.phase == .published else { return false }
            let schools = Set(state.form?.form.groups.flatMap(\.establishments) ?? [])
            return acting.functions.contains { function in
                if case .referent(let uai) = function { schools.contains(uai) } else { false }
            }
        case .trainer:
            guard state.phase == .published else { return false }
            return acting.functions.contains { function in
                if case .trainer(let id) = function { state.sessions.contains { $0.team.contains(id) } } else { false }
            }
        case .pilot:
            guard state.phase == .published else { return false }
            return state.form?.form.pilots.contains { acting.holds($0.function) } ?? false
        }
    }
}

extension CommandDesk<SchedulingDefinition> {
    /// An action that the person may see, or 404.
    func action(_ request: String, seenBy acting: Acting) throws -> (id: RequestID, state: ActionState, revision: Int64)
    {
        guard let id = try? RequestID(request), let found = try state(of: AggregateName.action(id)),
            let action = found.state.action, Sight.isSeen(action, by: acting)
        else { throw Problem.notFound }
        return (id, action, found.revision)
    }
}
