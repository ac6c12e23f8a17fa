import Deciding
import Messages
import Vocabulary

/// What people of the services and the Dfie do to an action.
extension SchedulingDecider {
    func acted(
        _ act: Input.Act, _ request: RequestID, by actor: MessageActor, _ state: ActionState, _ facts: Facts<World>
    ) -> [Event] {
        var course = Course(state, facts)
        switch act {
        case .confirm(let departement, let sessions): confirm(departement, sessions, actor, &course)
        case .decline(let departement, let sessions, let reason):
            decline(departement, sessions, reason, request, actor, &course)
        case .move(let session, let halfDays, let reason):
            move(session, halfDays, reason, request, actor, &course)
        case .replaceTrainer(let leaves, let arrives, let sessions, let reason):
            replace(leaves, arrives, sessions, reason, request, actor, &course)
        case .plan: planAgain(request, actor, &course)
        }
        return course.events
    }

    // MARK: Confirmed, declined

    private func confirm(
        _ departement: Departement, _ sessions: [SessionNamed], _ actor: MessageActor, _ course: inout Course
    ) {
        let state = course.state
        guard isOpen(to: departement, sessions, &course) else { return }
        let fresh = sessions.filter { !state.isConfirmed($0.session, by: departement) }
        guard !fresh.isEmpty else { return }
        let all = Set(state.confirmations + fresh.map { Confirmation(session: $0.session, departement: departement) })
        let isComplete = state.sessions.allSatisfy { session in
            state.departements.allSatisfy { all.contains(Confirmation(session: session.session, departement: $0)) }
        }
        course.add(
            .session(
                .confirmed(
                    SessionsConfirmed(
                        actor: actor, campaignRevision: course.campaignRevision,
                        requestRevision: course.requestRevision, departement: departement, sessions: fresh,
                        isComplete: isComplete))))
    }

    /// The groups of the declined sessions are freed and placed anew, on other half-days.
    private func decline(
        _ departement: Departement, _ sessions: [SessionNamed], _ reason: FreeText, _ request: RequestID,
        _ actor: MessageActor, _ course: inout Course
    ) {
        guard isOpen(to: departement, sessions, &course) else { return }
        course.add(
            .session(
                .declined(
                    SessionsDeclined(
                        actor: actor, campaignRevision: course.campaignRevision,
                        requestRevision: course.requestRevision, departement: departement, sessions: sessions,
                        reason: reason))))
        let named = Set(sessions.map(\.session))
        let groups = Set(course.state.sessions.filter { named.contains($0.session) }.map(\.group))
        course.free(.declined, course.state.sessions.filter { groups.contains($0.group) })
        place(request, by: actor, &course)
    }

    /// Whether a service may still say yes or no to these sessions.
    private func isOpen(
        to departement: Departement, _ sessions: [SessionNamed], _ course: inout Course
    ) -> Bool {
        let state = course.state
        guard state.phase == .proposed || state.phase == .confirmed else {
            course.add(.noted(.refused(Self.notAtThatPoint(state.phase))))
            return false
        }
        guard state.departements.contains(departement) else {
            course.add(
                .noted(
                    .refused(
                        Refusal(
                            422, "Ce département n'est pas concerné",
                            [Refusal.Fault("departement", .T8, "Le département \(departement) n'est pas concerné.")]))))
            return false
        }
        return areCurrent(sessions, &course)
    }

    /// A session named at an older revision has been moved: nothing is decided on it.
    private func areCurrent(_ sessions: [SessionNamed], _ course: inout Course) -> Bool {
        let state = course.state
        let outdated = sessions.filter { named in
            !state.sessions.contains { $0.session == named.session && $0.revision == named.revision }
        }
        guard !sessions.isEmpty, outdated.isEmpty else {
            let faults = outdated.map { named in
                let stands = state.sessions.first { $0.session == named.session }
                let now = stands.map {
                    "révision \($0.revision.number) : \($0.halfDays.first?.date.frenchWithWeekday ?? "")"
                }
                return Refusal.Fault(
                    "sessions", .T8, "\(named.session) : \(now ?? "la séance n'existe plus à cette date").")
            }
            let refusal =
                sessions.isEmpty
                ? Refusal(422, "Aucune séance n'est nommée", [Refusal.Fault("sessions", nil, "Nommez les séances.")])
                : Refusal(409, "Une séance a changé depuis que vous l'avez lue", faults, outdated: outdated)
            course.add(.noted(.refused(refusal)))
            return false
        }
        return true
    }

    static func notAtThatPoint(_ phase: ActionState.Phase) -> Refusal {
        let why =
            switch phase {
            case .waiting: "La demande n'est pas validée, ou l'était dans une autre version."
            case .seeking: "L'action cherche une place."
            case .proposed, .confirmed: "Des dates sont déjà proposées."
            case .published: "Les dates sont publiées : déplacez une séance ou remplacez un formateur."
            case .notPlaced: "L'action n'a pas trouvé de place."
            case .ended: "La demande est retirée ou annulée."
            }
        return Refusal(409, "L'action n'en est pas là", [Refusal.Fault("request", .T8, why)])
    }

    // MARK: Moved, another trainer

    /// Y2, T8: what several services confirmed and pilots know isn't moved by one of them over the others' heads.
    private func isSharedAndPublished(_ state: ActionState) -> Bool {
        state.phase == .published && state.departements.count > 1
    }

    private static var needsTheDfie: Refusal {
        let why = "Elle est publiée et plusieurs départements l'ont confirmée : demandez à la Dfie de la déplacer."
        return Refusal(409, "La séance n'est pas à un seul service", [Refusal.Fault("session", .T8, why)])
    }

    private func move(
        _ named: SessionNamed, _ halfDays: [HalfDay], _ reason: FreeText, _ request: RequestID,
        _ actor: MessageActor, _ course: inout Course
    ) {
        guard [.proposed, .confirmed, .published].contains(course.state.phase) else {
            return course.add(.noted(.refused(Self.notAtThatPoint(course.state.phase))))
        }
        guard !isSharedAndPublished(course.state) || actor.role.value == .dfie else {
            return course.add(.noted(.refused(Self.needsTheDfie)))
        }
        guard areCurrent([named], &course), let checks = checks(request, &course),
            let session = course.state.sessions.first(where: { $0.session == named.session })
        else { return }
        let halfDays = halfDays.sorted()
        guard halfDays != session.halfDays else {
            return course.add(
                .noted(
                    .refused(
                        Refusal(
                            422, "La séance est déjà là",
                            [Refusal.Fault("halfDays", nil, "La séance a déjà ces demi-journées.")]))))
        }
        var moved = session
        moved.halfDays = halfDays
        moved.revision = session.revision.next
        let faults = checks.faults(of: moved, in: course.state.sessions, as: session, today: course.today)
        guard faults.isEmpty else {
            return course.add(.noted(.refused(Refusal(422, "La séance ne peut pas y être déplacée", faults))))
        }
        course.add(
            .session(
                .moved(
                    SessionMoved(
                        actor: actor, campaignRevision: course.campaignRevision,
                        requestRevision: course.requestRevision, session: moved, previousHalfDays: session.halfDays,
                        previousHost: session.host, isPublished: course.state.phase == .published, reason: reason))))
    }

    private func replace(
        _ leaves: TrainerID, _ arrives: TrainerID, _ sessions: [SessionNamed], _ reason: FreeText,
        _ request: RequestID, _ actor: MessageActor, _ course: inout Course
    ) {
        guard [.proposed, .confirmed, .published].contains(course.state.phase) else {
            return course.add(.noted(.refused(Self.notAtThatPoint(course.state.phase))))
        }
        guard areCurrent(sessions, &course), let checks = checks(request, &course) else { return }
        let named = Set(sessions.map(\.session))
        let old = course.state.sessions.filter { named.contains($0.session) }
        let faults = checks.faults(of: arrives, for: leaves, in: old, of: course.state.sessions)
        guard faults.isEmpty else {
            return course.add(.noted(.refused(Refusal(422, "Ce formateur ne peut pas le remplacer", faults))))
        }
        let new = old.map { session in
            var session = session
            session.team = session.team.map { $0 == leaves ? arrives : $0 }
            session.revision = session.revision.next
            return session
        }
        course.add(
            .session(
                .trainerReplaced(
                    TrainerReplaced(
                        actor: actor, campaignRevision: course.campaignRevision,
                        requestRevision: course.requestRevision, sessions: new, leaves: leaves, arrives: arrives,
                        isPublished: course.state.phase == .published, reason: reason))))
    }

    private func checks(_ request: RequestID, _ course: inout Course) -> SessionChecks? {
        guard let reference, let snapshot = course.facts.world.snapshot,
            let place = try? ActionPlace(request, course.state, snapshot, reference, today: course.today)
        else {
            course.add(
                .noted(
                    .refused(
                        Refusal(
                            409, "Le calendrier n'est pas prêt",
                            [Refusal.Fault("request", nil, "La campagne, les formateurs ou les quotas manquent.")]))))
            return nil
        }
        return SessionChecks(place)
    }

    // MARK: Placed again

    private func planAgain(_ request: RequestID, _ actor: MessageActor, _ course: inout Course) {
        let state = course.state
        guard state.isWhole, [.waiting, .seeking, .notPlaced].contains(state.phase) else {
            return course.add(.noted(.refused(Self.notAtThatPoint(state.phase))))
        }
        place(request, by: actor, &course)
    }
}
