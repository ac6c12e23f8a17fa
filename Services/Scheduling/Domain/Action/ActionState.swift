package import Messages
package import Vocabulary

/// What is remembered of one request's action.
package struct ActionState: Codable, Hashable, Sendable {
    package enum Phase: String, Codable, Hashable, Sendable, CaseIterable {
        /// Form or validation isn't here yet, or no longer. Can become seeking, proposed, notPlaced, ended.
        case waiting
        /// « cherche une place » : none was found at once. Can become proposed, notPlaced, waiting, ended.
        case seeking
        /// Can become confirmed, seeking (declined), waiting (returned, refused), ended.
        case proposed
        /// By every service concerned. Can become published, proposed (moved), seeking, waiting, ended.
        case confirmed
        /// Released by the Dfie. Moves and new trainers leave it published. Can become waiting, ended.
        case published
        /// With its causes. Can become seeking, proposed (placed again), waiting, ended.
        case notPlaced
        /// Withdrawn or cancelled: final.
        case ended
    }

    package var phase = Phase.waiting
    package var form: KnownForm?
    package var validated: Validated?
    /// The highest number seen: an older one is void.
    package var lastValidation = 0
    package var sessions: [SessionStated] = []
    /// The last revision of every session that ever stood, by its identifier.
    package var revisions: [SessionNamed] = []
    package var confirmations: [Confirmation] = []
    package var declined: [DeclinedTime] = []
    package var causes: [GroupNotPlaced] = []
    /// How often a place was looked for: names the planner's answer.
    package var search = 0

    package init() {}

    /// The form that was validated is the one that is known.
    package var isWhole: Bool { form != nil && validated?.requestRevision == form?.requestRevision }

    /// Whose services have a say: before validation, those that the form concerns.
    package var departements: [Departement] { validated?.departements ?? form?.departements ?? [] }

    package var named: [SessionNamed] {
        sessions.map { SessionNamed(session: $0.session, revision: $0.revision) }
    }

    /// Sessions that may still be moved by the plan alone: proposed, and confirmed by nobody.
    package var isMovable: Bool { phase == .proposed && confirmations.isEmpty && isWhole }

    package func isConfirmed(_ session: SessionID, by departement: Departement) -> Bool {
        confirmations.contains { $0.session == session && $0.departement == departement }
    }

    package var isComplete: Bool {
        guard let validated, !sessions.isEmpty else { return false }
        return sessions.allSatisfy { session in
            validated.departements.allSatisfy { isConfirmed(session.session, by: $0) }
        }
    }

    package func lastRevision(of session: SessionID) -> Revision? {
        revisions.first { $0.session == session }?.revision
    }
}

/// The form as Intake published it last.
package struct KnownForm: Codable, Hashable, Sendable {
    package var requestRevision: Revision
    package var isLate: Bool
    package var departements: [Departement]
    package var form: RequestForm

    package init(requestRevision: Revision, isLate: Bool, departements: [Departement], form: RequestForm) {
        self.requestRevision = requestRevision
        self.isLate = isLate
        self.departements = departements
        self.form = form
    }
}

package struct Confirmation: Codable, Hashable, Sendable {
    package var session: SessionID
    package var departement: Departement

    package init(session: SessionID, departement: Departement) {
        self.session = session
        self.departement = departement
    }
}

extension ActionState {
    /// Placements as sessions: one that stays as it stands keeps its revision, another gets the next.
    ///
    /// - Parameter perTrainee: replacements that a session uses for each primary teacher (T7).
    package func stated(
        _ placements: [GroupPlacement], of request: RequestID, perTrainee: Int
    ) -> [SessionStated] {
        placements.flatMap { placement -> [SessionStated] in
            guard let group = form?.form.groups.first(where: { $0.id == placement.group }) else { return [] }
            let replacements = group.replacements(perTrainee: perTrainee).compactMap { load in
                (try? HeadCount(load.teachers)).map { ReplacementsUsed(departement: load.departement, teachers: $0) }
            }
            return placement.sessions.enumerated().map { index, time in
                let id = SessionID.of(request, placement.group, index + 1)
                let stands = sessions.first { $0.session == id }
                var stated = SessionStated(
                    session: id, revision: stands?.revision ?? lastRevision(of: id)?.next ?? .first,
                    group: placement.group, halfDays: time.halfDays, host: group.host, team: placement.team,
                    replacements: replacements)
                if let stands, stands != stated { stated.revision = (lastRevision(of: id) ?? stands.revision).next }
                return stated
            }
        }
    }

    /// Where the groups stand, by the form's order. A group whose sessions aren't led by one team, since a trainer was
    /// replaced on one of them, is left out: it isn't the plan's to move.
    package var placements: [GroupPlacement] {
        shown.filter { placement in
            sessions.filter { $0.group == placement.group }.allSatisfy { $0.team == placement.team }
        }
    }

    /// The same with the team of the first session where they differ.
    package var shown: [GroupPlacement] {
        guard let form else { return [] }
        return form.form.groups.compactMap { group in
            let own = sessions.filter { $0.group == group.id }.sorted {
                ($0.halfDays.first ?? .never) < ($1.halfDays.first ?? .never)
            }
            let times = own.compactMap { SessionTime($0.halfDays) }
            guard let team = own.first?.team, times.count == own.count else { return nil }
            return GroupPlacement(group: group.id, sessions: times, team: team)
        }
    }
}

extension HalfDay {
    /// After all others.
    fileprivate static let never = HalfDay(.last, .afternoon)
}

extension SessionID {
    /// `ALP-69-0042.G1.1`. Where that were longer than an identifier may be, its beginning and a hash of the whole.
    package static func of(_ request: RequestID, _ group: GroupID, _ number: Int) -> SessionID {
        let whole = "\(request).\(group).\(number)"
        if whole.utf8.count <= 64 { return SessionID(judged: whole) }
        let hash = whole.utf8.reduce(14_695_981_039_346_656_037 as UInt64) { ($0 ^ UInt64($1)) &* 1_099_511_628_211 }
        return SessionID(judged: "\(whole.prefix(40)).\(String(hash, radix: 36))")
    }
}
