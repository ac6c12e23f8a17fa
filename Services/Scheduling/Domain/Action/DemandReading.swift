package import Messages
package import Reference
package import Vocabulary

/// Reads what an action's groups are to get from its form, what examination settled, and the campaign.
package struct DemandReading: Sendable {
    private let reference: ReferenceSet
    private let campaign: NumberedCampaign

    package init(reference: ReferenceSet, campaign: NumberedCampaign) {
        self.reference = reference
        self.campaign = campaign
    }

    /// - Parameter today: planning takes weeks of lead from this day (T8, Y5 to Y9).
    /// - Throws: the groups whose host the reference files don't know, each with its cause.
    package func demands(
        of request: RequestID, _ form: RequestForm, _ validated: Validated, isLate: Bool, today: CivilDate,
        declined: [DeclinedTime] = []
    ) throws(NotPlaceable) -> [GroupDemand] {
        let rules = campaign.scheduling
        var notBefore = today.adding(days: rules.leadDays.value)
        if isLate { notBefore = max(notBefore, rules.lateNotBefore.value) }
        var demands: [GroupDemand] = []
        var unknown: [GroupNotPlaced] = []
        for group in form.groups {
            guard let school = reference.school(group.host), let zone = school.establishment.circonscription else {
                unknown.append(Self.unknownHost(group))
                continue
            }
            let settled = validated.groups.first { $0.group == group.id }
            let point = school.point.hectometres
            let perTrainee = campaign.campaign.rules.T7.teachersPerTrainee.value
            demands.append(
                GroupDemand(
                    request: request, group: group.id, host: group.host, point: PlanPoint(x: point.x, y: point.y),
                    zone: zone, departement: school.establishment.departement, establishments: group.establishments,
                    replacements: group.replacements(perTrainee: perTrainee),
                    sessions: form.sessions, theme: validated.themeClass,
                    concernsSpecialNeeds: validated.concernsSpecialNeeds,
                    academicTrainers: settled?.academicTrainers ?? form.intervenants.academicTrainers,
                    firstDegreeTrainers: settled?.firstDegreeTrainers ?? form.intervenants.firstDegreeTrainers,
                    ashTrainers: settled?.ashTrainers ?? 0, named: settled?.namedTrainers ?? [], notBefore: notBefore,
                    impossible: form.wishes.impossible,
                    declined: declined.filter { $0.group == group.id }.map(\.halfDay), months: form.wishes.months,
                    weekdays: form.wishes.weekdays, priority: validated.priority))
        }
        guard unknown.isEmpty else { throw NotPlaceable(groups: unknown) }
        return demands
    }

    /// Where a trainer's base is: a UAI or a commune.
    package func point(ofBase base: String) -> PlanPoint? {
        let place = (try? UAI(base)).flatMap { reference.school($0)?.point } ?? reference.commune(base)?.point
        return place.map { PlanPoint(x: $0.hectometres.x, y: $0.hectometres.y) }
    }

    private static func unknownHost(_ group: Group) -> GroupNotPlaced {
        GroupNotPlaced(
            group: group.id,
            causes: [
                PlacementCause(
                    rule: Open(.F7), trainers: [],
                    message: "L'établissement d'accueil \(group.host) n'est pas dans les fichiers de référence.",
                    remedy: "Corriger l'établissement d'accueil, ou compléter les fichiers de référence.")
            ])
    }
}

extension Group {
    /// Primary teachers to replace on each half-day, by département, in order (T7).
    package func replacements(perTrainee: Int) -> [(departement: Departement, teachers: Int)] {
        var replacements: [Departement: Int] = [:]
        for wanted in teachers where wanted.firstDegree.number > 0 {
            replacements[wanted.departement, default: 0] += wanted.firstDegree.number * perTrainee
        }
        return replacements.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
}

/// What examination settled, under one validation number.
package struct Validated: Codable, Hashable, Sendable {
    package var validation: Revision
    package var requestRevision: Revision
    package var campaignRevision: Revision
    package var themeClass: ThemeClassID
    package var concernsSpecialNeeds: Bool
    package var priority: Int
    package var groups: [GroupSettled]
    /// Whose services confirm.
    package var departements: [Departement]

    package init(_ message: RequestValidated) {
        validation = message.validation
        requestRevision = message.requestRevision
        campaignRevision = message.campaignRevision
        themeClass = message.themeClass
        concernsSpecialNeeds = message.concernsSpecialNeeds
        priority = message.priority
        groups = message.groups
        departements = message.departements
    }
}

/// A half-day that a service declined for a group: it is not proposed again.
package struct DeclinedTime: Codable, Hashable, Sendable {
    package var group: GroupID
    package var halfDay: HalfDay

    package init(group: GroupID, halfDay: HalfDay) {
        self.group = group
        self.halfDay = halfDay
    }
}

/// No place can be looked for, or none was found: each group with its causes.
package struct NotPlaceable: Error, Hashable, Sendable {
    package var groups: [GroupNotPlaced]

    package init(groups: [GroupNotPlaced]) { self.groups = groups }
}
