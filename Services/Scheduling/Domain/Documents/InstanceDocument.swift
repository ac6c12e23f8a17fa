package import Vocabulary

/// A scheduling instance as a file, `alp-scheduling-instance/1`: what any planner or judge is given.
package struct InstanceDocument: Codable, Hashable, Sendable {
    package static let format = "alp-scheduling-instance/1"

    package var format = Self.format
    package var name: String
    package var seed: Int
    package var campaign: Rules
    package var departements: [Quota]
    package var places: [Place]
    package var trainers: [Staff]
    package var actions: [Action]
    package var standing: [String: PlanDocument.PlacedAction]

    package struct Rules: Codable, Hashable, Sendable {
        package var first: CivilDate
        package var last: CivilDate
        package var closed: [[CivilDate]]
        package var withAcademic: [WeeklyHalfDay]
        package var withoutAcademic: [WeeklyHalfDay]
        package var eabepDays: [Int]
        package var lastResort: [WeeklyHalfDay]
        package var establishmentPerWeek: Int
        package var minGapWeeks: Int
        package var wishedGapWeeks: [Int]
        package var noonKm: Int
        package var comfortPercent: Int
        package var maxMoves: Nullable<Int>
        package var weights: [String: Int]
    }

    package struct Quota: Codable, Hashable, Sendable {
        package var id: String
        package var quota: [String: Int]
        package var quotaPeriods: [Period]
    }

    package struct Period: Codable, Hashable, Sendable {
        package var from: CivilDate
        package var to: CivilDate
        package var percent: Int
    }

    package struct Place: Codable, Hashable, Sendable {
        package var id: String
        package var departement: String
        package var zone: String
        package var x: Int
        package var y: Int
    }

    package struct Staff: Codable, Hashable, Sendable {
        package var id: String
        package var degree: Int
        package var x: Int
        package var y: Int
        package var zones: [String]
        package var themes: [String]
        package var ash: Bool
        package var free: [WeeklyHalfDay]
        package var away: [[CivilDate]]
        package var maxYear: Int
        package var maxWeek: Int
        package var wishedWeek: Int
    }

    package struct Action: Codable, Hashable, Sendable {
        package var id: String
        package var kind: String
        package var theme: String
        package var eabep: Bool
        package var priority: Int
        package var academic: Int
        package var first: Int
        package var notBefore: Nullable<CivilDate>
        package var blackout: [[CivilDate]]
        package var preferred: [[CivilDate]]
        package var preferredWeekdays: [Int]
        package var groups: [Group]
    }

    package struct Group: Codable, Hashable, Sendable {
        package var id: String
        package var place: String
        package var establishments: [String]
        package var primary: [String: Int]
        package var secondary: Int
        package var sessions: [String]
    }
}

/// A plan as a file, `alp-scheduling-plan/1`.
package struct PlanDocument: Codable, Hashable, Sendable {
    package static let format = "alp-scheduling-plan/1"

    package var format = Self.format
    package var instance: String
    /// By action; one that is absent is not placed.
    package var actions: [String: PlacedAction]

    package init(instance: String, actions: [String: PlacedAction]) {
        self.instance = instance
        self.actions = actions
    }

    package struct PlacedAction: Codable, Hashable, Sendable {
        package var groups: [PlacedGroup]

        package init(groups: [PlacedGroup]) { self.groups = groups }
    }

    package struct PlacedGroup: Codable, Hashable, Sendable {
        package var sessions: [PlacedSession]
        package var academic: [String]
        package var first: [String]
        /// Of the standing plan alone.
        package var pinned: Bool?

        package init(sessions: [PlacedSession], academic: [String], first: [String], pinned: Bool? = nil) {
            self.sessions = sessions
            self.academic = academic
            self.first = first
            self.pinned = pinned
        }
    }

    package struct PlacedSession: Codable, Hashable, Sendable {
        package var date: CivilDate
        /// `D` a day, `A` a morning, `P` an afternoon.
        package var half: String
        /// Of the standing plan alone: pilots know it.
        package var told: Bool?

        package init(date: CivilDate, half: String, told: Bool? = nil) {
            self.date = date
            self.half = half
            self.told = told
        }
    }
}

/// A value that may be absent and whose field is written all the same: `null`.
package struct Nullable<Value: Codable & Hashable & Sendable>: Codable, Hashable, Sendable {
    package var value: Value?

    package init(_ value: Value?) { self.value = value }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        value = container.decodeNil() ? nil : try container.decode(Value.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        if let value { try container.encode(value) } else { try container.encodeNil() }
    }
}
