package import Messages
package import Rulebook
package import Vocabulary

/// What the examination settles: by it trainers and dates are chosen (H4, F7, T5).
package struct Settlement: Codable, Hashable, Sendable {
    package var themeClass: ThemeClassID
    package var concernsSpecialNeeds: Bool
    /// 0 to 9; the higher, the less it is left out.
    package var priority: Int
    /// One for each group of the form, in its order.
    package var groups: [GroupSettled]

    package init(themeClass: ThemeClassID, concernsSpecialNeeds: Bool, priority: Int, groups: [GroupSettled]) {
        self.themeClass = themeClass
        self.concernsSpecialNeeds = concernsSpecialNeeds
        self.priority = priority
        self.groups = groups
    }

    static let priorities = 0...9

    /// As the form proposes; nil where the pilots proposed no theme class: a person has to choose one (H4).
    package static func proposed(
        by form: RequestForm, in campaign: Campaign, places: any Places
    ) -> Settlement? {
        guard let themeClass = form.theme.proposedClass else { return nil }
        return proposed(themeClass, by: form, in: campaign, places: places)
    }

    /// With a theme class that a person chose.
    package static func proposed(
        _ themeClass: ThemeClassID, by form: RequestForm, in campaign: Campaign, places: any Places
    ) -> Settlement {
        let isPriority = form.groups.flatMap(\.establishments).contains {
            places.establishment($0)?.priority.isPriority ?? false
        }
        let academic = form.intervenants.academicTrainers
        let ash = form.theme.concernsSpecialNeeds ? min(campaign.rules.T5.ashTrainers.value, academic) : 0
        return Settlement(
            themeClass: themeClass, concernsSpecialNeeds: form.theme.concernsSpecialNeeds,
            priority: priority(isRenewal: form.origin == .renewal, isPriority, campaign.scheduling),
            groups: form.groups.map {
                GroupSettled(
                    group: $0.id, academicTrainers: academic,
                    firstDegreeTrainers: form.intervenants.firstDegreeTrainers, ashTrainers: ash, namedTrainers: [])
            })
    }

    /// Who is left out last: renewals, then priority education.
    private static func priority(
        isRenewal: Bool, _ isPriority: Bool, _ parameters: SchedulingParameters?
    ) -> Int {
        let renewal = isRenewal ? parameters?.renewalPriority.value ?? 2 : 0
        let education = isPriority ? parameters?.priorityEducationPriority.value ?? 1 : 0
        // Each held in the range first: a campaign can name any number.
        return min(
            renewal.held(in: priorities) + education.held(in: priorities), priorities.upperBound)
    }

    /// All that is wrong with it at once.
    func objections(to form: RequestForm, in campaign: Campaign) -> [Objection.Line] {
        var lines: [Objection.Line] = []
        let classes = campaign.rules.H4.classes.value
        if !classes.contains(where: { $0.id == themeClass }) {
            lines.append(
                .init(
                    "« \(themeClass) » n'est pas une classe de thème de la campagne : "
                        + classes.map(\.id.text).joined(separator: ", ") + ".", field: "themeClass", rule: .H4))
        }
        if !Self.priorities.contains(priority) {
            lines.append(.init("La priorité va de 0 à 9.", field: "priority"))
        }
        if groups.map(\.group) != form.groups.map(\.id) {
            lines.append(
                .init(
                    "Il faut, dans l'ordre du formulaire, les groupes "
                        + form.groups.map(\.id.text).joined(separator: ", ") + ".", field: "groups", rule: .F7))
        }
        for (index, group) in groups.enumerated() {
            lines += group.objections(at: "groups[\(index)]", in: campaign)
        }
        return lines
    }
}

extension GroupSettled {
    fileprivate func objections(at place: String, in campaign: Campaign) -> [Objection.Line] {
        var lines: [Objection.Line] = []
        let most = campaign.rules.F7.mostTrainers.value
        for (name, count) in [("academicTrainers", academicTrainers), ("firstDegreeTrainers", firstDegreeTrainers)]
        where count < 0 || count > most {
            lines.append(.init("Le nombre de formateurs va de 0 à \(most).", field: "\(place).\(name)", rule: .F7))
        }
        let least = campaign.rules.I1.leastFirstDegree.value
        if firstDegreeTrainers < least {
            lines.append(
                .init(
                    "Il faut au moins \(least) formateur du premier degré.", field: "\(place).firstDegreeTrainers",
                    rule: .I1))
        }
        if !(0...max(0, academicTrainers)).contains(ashTrainers) {
            lines.append(
                .init(
                    "Les formateurs ASH sont comptés parmi les formateurs académiques.", field: "\(place).ashTrainers",
                    rule: .T5))
        }
        return lines
    }
}

extension Int {
    fileprivate func held(in range: ClosedRange<Int>) -> Int {
        Swift.min(Swift.max(self, range.lowerBound), range.upperBound)
    }
}
