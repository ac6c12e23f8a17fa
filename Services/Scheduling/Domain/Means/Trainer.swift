package import Vocabulary

/// « formateur » : what the plan knows of a trainer: a function of the directory, never a name.
package struct Trainer: Codable, Hashable, Sendable {
    package var id: TrainerID
    /// Second: formateur académique; first: CPC, CPD, FEP, pôle de formation.
    package var degree: Degree
    /// As the services call it: « CPC ».
    package var position: String
    /// Where kilometres count from: a UAI, or a commune's INSEE code.
    package var base: String
    /// Where they may train.
    package var zones: [TrainerZone]
    /// Theme classes they can take on (H4); nil: every one.
    package var skills: [ThemeClassID]?
    /// « valence ASH » (T5).
    package var isASH: Bool
    /// Half-days of the week on which they are freed (T6).
    package var free: [WeeklyHalfDay]
    /// Half-days of these trainings, at most.
    package var mostPerWeek: Int
    package var mostPerYear: Int
    /// Beyond it they would rather not.
    package var wishedPerWeek: Int

    package init(
        id: TrainerID, degree: Degree, position: String, base: String, zones: [TrainerZone], skills: [ThemeClassID]?,
        isASH: Bool, free: [WeeklyHalfDay], mostPerWeek: Int, mostPerYear: Int, wishedPerWeek: Int
    ) {
        self.id = id
        self.degree = degree
        self.position = position
        self.base = base
        self.zones = zones
        self.skills = skills
        self.isASH = isASH
        self.free = free
        self.mostPerWeek = mostPerWeek
        self.mostPerYear = mostPerYear
        self.wishedPerWeek = wishedPerWeek
    }

    package func canTake(_ theme: ThemeClassID) -> Bool { skills?.contains(theme) ?? true }

    package func canTrain(in zone: CirconscriptionID) -> Bool {
        zones.contains { $0 == .circonscription(zone) || $0 == .departement(zone.departement) }
    }

    /// Every département in which they may train.
    package var departements: Set<Departement> { Set(zones.map(\.departement)) }
}

/// A whole département, or one circonscription.
package enum TrainerZone: TextValue {
    case departement(Departement)
    case circonscription(CirconscriptionID)

    package static let pattern = "^[0-9][0-9AB][0-9]?(-[a-z0-9]+)*$"
    package static let example = "69-tarare"

    package init(_ text: String) throws(ValueError) {
        if text.contains("-") {
            self = .circonscription(try CirconscriptionID(text))
        } else {
            self = .departement(try Departement(text))
        }
    }

    package var text: String {
        switch self {
        case .departement(let code): code.text
        case .circonscription(let id): id.text
        }
    }

    package var departement: Departement {
        switch self {
        case .departement(let code): code
        case .circonscription(let id): id.departement
        }
    }
}

/// « absence » : days on which a trainer is away; the reason is never one of health.
package struct Absence: Codable, Hashable, Sendable {
    package var range: DateRange
    package var reason: FreeText

    package init(range: DateRange, reason: FreeText) {
        self.range = range
        self.reason = reason
    }
}

/// A trainer with their absences: what one aggregate holds.
package struct TrainerState: Codable, Hashable, Sendable {
    package var trainer: Trainer?
    package var absences: [Absence]

    package init(trainer: Trainer? = nil, absences: [Absence] = []) {
        self.trainer = trainer
        self.absences = absences
    }

    package func isAway(on date: CivilDate) -> Bool { absences.contains { $0.range.contains(date) } }
}
