import Deciding
package import Messages
package import Reference
package import Vocabulary

/// An action's place among what is booked: what decisions, the planner and a person's move all look at.
package struct ActionPlace: Sendable {
    package let ground: PlanGround
    /// Without the action's own sessions.
    package var board: PlanBoard
    package let demands: [GroupDemand]

    /// - Throws: `NotPlaceable` where the form can't be planned.
    package init(
        _ request: RequestID, _ state: ActionState, _ snapshot: Snapshot, _ reference: ReferenceSet,
        today: CivilDate
    ) throws(NotPlaceable) {
        guard let campaign = snapshot.campaign, let form = state.form, let validated = state.validated else {
            throw NotPlaceable(groups: [])
        }
        let reading = DemandReading(reference: reference, campaign: campaign)
        demands = try reading.demands(
            of: request, form.form, validated, isLate: form.isLate, today: today, declined: state.declined)
        ground = PlanGround(campaign, trainers: snapshot.trainers, quotas: snapshot.quotas) {
            reading.point(ofBase: $0)
        }
        board = PlanBoard(ground, snapshot, reference)
        for session in state.sessions { board.take(session, establishments(of: session), -1) }
    }

    private func establishments(of session: SessionStated) -> [UAI] {
        demands.first { $0.group == session.group }.map { Array(Set($0.establishments)) } ?? []
    }

    /// Books sessions of the action itself.
    package mutating func keep(_ sessions: [SessionStated]) {
        for session in sessions { board.take(session, establishments(of: session), 1) }
    }

    /// The cheapest place of these groups; nil where one has none.
    package mutating func place(_ groups: [GroupID]) -> [GroupPlacement]? {
        let wanted = demands.filter { groups.contains($0.group) }
        guard let request = wanted.first?.request else { return [] }
        let action = PreparedAction(request, wanted, on: ground)
        guard let insertions = action.place(on: &board) else { return nil }
        return zip(insertions, action.groups).map { ground.placement($0, of: $1) }
    }

    package func causes() -> [GroupNotPlaced] {
        let causes = demands.map { demand in
            let group = PreparedGroup(demand, on: ground)
            let isOpen = BestInsertion(group, on: board).best() != nil
            return GroupNotPlaced(group: demand.group, causes: isOpen ? [] : Causes.of(group, on: board))
        }
        let closed = causes.filter { !$0.causes.isEmpty }
        return closed.isEmpty ? demands.map { GroupNotPlaced(group: $0.group, causes: [Causes.together]) } : closed
    }
}

extension PlanBoard {
    /// With everything of a snapshot booked.
    package init(_ ground: PlanGround, _ snapshot: Snapshot, _ reference: ReferenceSet) {
        self.init(ground)
        for booking in snapshot.bookings {
            if let point = reference.school(booking.host)?.point.hectometres {
                know(booking.host, at: PlanPoint(x: point.x, y: point.y))
            }
            book(booking.trainer, booking.halfDay, at: booking.host)
        }
        for (departement, halfDays) in snapshot.replaced {
            for (halfDay, teachers) in halfDays { replace(departement, halfDay, teachers) }
        }
        for (establishment, weeks) in snapshot.visits {
            for (monday, count) in weeks { visit(establishment, monday: monday, count) }
        }
    }

    /// Books a session, or takes it back.
    mutating func take(_ session: SessionStated, _ establishments: [UAI], _ sign: Int) {
        for halfDay in session.halfDays {
            for trainer in session.team { book(trainer, halfDay, at: session.host, sign: sign) }
            for used in session.replacements { replace(used.departement, halfDay, sign * used.teachers.number) }
        }
        guard let date = session.halfDays.first?.date else { return }
        for establishment in establishments { visit(establishment, monday: Week(of: date).monday, sign) }
    }
}

extension SchedulingDecider {
    /// Finds a place at once, or seeks one: groups that stand are kept.
    func place(_ request: RequestID, by actor: MessageActor? = nil, _ course: inout Course) {
        guard let reference, let snapshot = course.facts.world.snapshot, let validated = course.state.validated,
            snapshot.isReady(for: validated.departements)
        else { return course.add(.noted(.seeking)) }
        do throws(NotPlaceable) {
            // The snapshot has what stood before this decision's events.
            var place = try ActionPlace(request, course.before, snapshot, reference, today: course.today)
            place.keep(course.state.sessions)
            let standing = Set(course.state.sessions.map(\.group))
            let missing = place.demands.map(\.group).filter { !standing.contains($0) }
            guard let found = place.place(missing) else { return course.add(.noted(.seeking)) }
            let fresh = course.state.stated(
                found, of: request, perTrainee: place.ground.campaign.rules.T7.teachersPerTrainee.value)
            let order = place.demands.map(\.group)
            let all = (course.state.sessions + fresh).enumerated().sorted { left, right in
                let groups = (order.firstIndex(of: left.element.group), order.firstIndex(of: right.element.group))
                return (groups.0 ?? 0, left.offset) < (groups.1 ?? 0, right.offset)
            }
            course.add(
                .session(
                    .proposed(
                        SessionsProposed(
                            actor: actor, campaignRevision: course.campaignRevision,
                            requestRevision: course.requestRevision, validation: validated.validation,
                            sessions: all.map(\.element)))))
        } catch {
            course.free(.replanned)
            course.add(
                .session(
                    .notPlaced(
                        SessionsNotPlaced(
                            actor: actor, campaignRevision: course.campaignRevision,
                            requestRevision: course.requestRevision, validation: validated.validation,
                            groups: error.groups))))
        }
    }
}

extension ActionPlace {
    /// What would break if a session stood elsewhere.
    ///
    /// - Parameters:
    ///   - session: as it would stand.
    ///   - old: as it stands.
    ///   - sessions: all of the action, as they stand.
    package func faults(
        of session: SessionStated, as old: SessionStated, in sessions: [SessionStated], today: CivilDate
    ) -> [Refusal.Fault] {
        SessionChecks(self).faults(of: session, in: sessions, as: old, today: today)
    }
}
