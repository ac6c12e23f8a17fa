/// What the pilots state on the form, well-formed value by value. Whether it may be accepted is the Rulebook's to say:
/// a renewal that names nothing, or a group without teachers, can stand here.
package struct RequestForm: Codable, Hashable, Sendable {
    /// F1: what it comes from; independent of its scope.
    package var origin: Origin
    /// F2: the action that a renewal carries on.
    package var earlierAction: EarlierActionID?
    /// F1: how far it reaches.
    package var scope: Scope
    /// F4: « une logique de territoire forte », in the pilots' words.
    package var territory: FreeText?
    /// F3: the link with the contrat de réseau or contrat d'objectifs.
    package var contractLink: FreeText?
    /// F3: « sur laquelle les pilotes souhaitent s'engager dans la durée ».
    package var commitsOverTime: Bool
    /// F5.
    package var pilots: [Pilot]
    package var theme: Theme
    /// H3: studied in the school–collège pedagogic council with the IA-IPR.
    package var council: Council
    /// F7, T1: hours in all for a trainee, as stated; `sessions` must agree.
    package var hours: Int
    /// F7, T1: the sessions of each group, in order.
    package var sessions: [SessionLength]
    /// F7, P4.
    package var groups: [Group]
    package var intervenants: IntervenantsWanted
    package var wishes: Wishes
    /// P2: the pilots announce more than 30 trainees.
    package var announcesMoreTrainees: Bool
    /// P3: the pilots guarantee the balance between degrees.
    package var guaranteesBalance: Bool

    package init(
        origin: Origin, earlierAction: EarlierActionID? = nil, scope: Scope, territory: FreeText? = nil,
        contractLink: FreeText? = nil, commitsOverTime: Bool, pilots: [Pilot], theme: Theme, council: Council,
        hours: Int, sessions: [SessionLength], groups: [Group], intervenants: IntervenantsWanted, wishes: Wishes,
        announcesMoreTrainees: Bool, guaranteesBalance: Bool
    ) {
        self.origin = origin
        self.earlierAction = earlierAction
        self.scope = scope
        self.territory = territory
        self.contractLink = contractLink
        self.commitsOverTime = commitsOverTime
        self.pilots = pilots
        self.theme = theme
        self.council = council
        self.hours = hours
        self.sessions = sessions
        self.groups = groups
        self.intervenants = intervenants
        self.wishes = wishes
        self.announcesMoreTrainees = announcesMoreTrainees
        self.guaranteesBalance = guaranteesBalance
    }
}

/// F1, first fact.
package enum Origin: String, Codable, Hashable, Sendable, CaseIterable {
    /// Reconduction of an action of the year before, whose days were cancelled.
    case renewal
    case newTheme
}

/// F1, second fact.
package enum Scope: String, Codable, Hashable, Sendable, CaseIterable {
    /// One network or sector.
    case one
    /// Several networks or sectors.
    case several
}

/// T1: a session is a full day (six hours) or a half-day (three hours).
package enum SessionLength: String, Codable, Hashable, Sendable, CaseIterable {
    case fullDay
    case halfDay

    package var halfDays: Int { self == .fullDay ? 2 : 1 }
}

/// F5: who asks, and whether they agree.
package struct Pilot: Codable, Hashable, Sendable {
    /// `head` or `ien`; another function is F5's to refuse.
    package var function: Function
    /// F5: whether they agree to the request.
    package var agrees: Bool

    package init(function: Function, agrees: Bool) {
        self.function = function
        self.agrees = agrees
    }
}

/// H1, H2, H4, T5.
package struct Theme: Codable, Hashable, Sendable {
    /// In the pilots' words.
    package var title: FreeText
    /// What the action is to reach, in the pilots' words.
    package var objectives: FreeText
    /// What pupils gain by it, in the pilots' words.
    package var expectedResults: FreeText
    /// H4: proposed by the pilots, settled at examination.
    package var proposedClass: ThemeClassID?
    /// H2.
    package var orientations: [ThemeOrientation]
    /// T5: élèves à besoins éducatifs particuliers (EABEP).
    package var concernsSpecialNeeds: Bool

    package init(
        title: FreeText, objectives: FreeText, expectedResults: FreeText, proposedClass: ThemeClassID? = nil,
        orientations: [ThemeOrientation], concernsSpecialNeeds: Bool
    ) {
        self.title = title
        self.objectives = objectives
        self.expectedResults = expectedResults
        self.proposedClass = proposedClass
        self.orientations = orientations
        self.concernsSpecialNeeds = concernsSpecialNeeds
    }
}

/// H3: recommended, never required.
package struct Council: Codable, Hashable, Sendable {
    /// Studied in the pedagogic council of the schools and the collège.
    package var studied: Bool
    /// In collaboration with the IA-IPR référent.
    package var withReferent: Bool

    package init(studied: Bool, withReferent: Bool) {
        self.studied = studied
        self.withReferent = withReferent
    }
}
