import Vocabulary

/// A session of a plan with its place, as rules of time go through them.
struct LocatedSession {
    let group: PlannedGroup
    let session: PlannedSession
    let place: String
}

extension PlanSubject {
    var parameters: RuleParameters { campaign.rules }

    /// Every session of every group, in the plan's order.
    var located: [LocatedSession] {
        groups.enumerated().flatMap { number, group in
            group.sessions.enumerated().map { index, session in
                LocatedSession(group: group, session: session, place: "groups[\(number)].sessions[\(index)]")
            }
        }
    }

    /// Whether an academic trainer leads a group: one stands in its team, or the form asks for one (T3, T4).
    func hasAcademicTrainer(_ group: PlannedGroup) -> Bool {
        form.intervenants.academicTrainers > 0 || group.team.contains { trainers[$0]?.degree == .second }
    }

    /// Départements whose teachers or establishments take part, in order; an establishment's by its number, since a
    /// plan is judged without the reference files.
    var departements: [Departement] {
        let seats = form.groups.flatMap { $0.establishments.compactMap(\.departement) }
        let teachers = form.groups.flatMap(\.teachers).filter { $0.firstDegree.number + $0.secondDegree.number > 0 }
        return Set(seats + teachers.map(\.departement)).sorted()
    }
}

extension RequestForm {
    /// T5: the theme concerns pupils with special needs, by the form's own statement or by its class.
    func concernsSpecialNeeds(in campaign: Campaign) -> Bool {
        theme.concernsSpecialNeeds || proposedClass(in: campaign)?.concernsSpecialNeeds == true
    }

    /// H4: the class that the form proposes; nil where it names none, or one that isn't in the campaign's list.
    func proposedClass(in campaign: Campaign) -> ThemeClass? {
        theme.proposedClass.flatMap { id in campaign.rules.H4.classes.value.first { $0.id == id } }
    }
}
