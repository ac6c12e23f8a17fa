/// Habits of the services that the plan follows where the cahier is silent (T8), and what each thing costs in it.
package struct SchedulingParameters: Codable, Hashable, Sendable {
    /// Weeks between two sessions of a group, at least; at least 1. Holiday weeks count.
    package var leastGapWeeks: Parameter<Int>
    /// Weeks between two sessions of a group that suit; fewer or more cost.
    package var wishedLeastGapWeeks: Parameter<Int>
    package var wishedMostGapWeeks: Parameter<Int>
    /// Sessions a week that teachers of one establishment leave their classes for, at most.
    package var establishmentPerWeek: Parameter<Int>
    /// Kilometres between a trainer's morning and afternoon of one day, at most.
    package var noonKilometres: Parameter<Int>
    /// Of a quota (T7), what is used without cost: the rest is the reserve for winter.
    package var comfortPercent: Parameter<Int>
    /// Days from planning to a session, at least: contract, orders and replacements take them.
    package var leadDays: Parameter<Int>
    /// F6: a late request has no session before this day.
    package var lateNotBefore: Parameter<CivilDate>
    /// What a renewal adds to its action's priority (0 to 9).
    package var renewalPriority: Parameter<Int>
    /// What priority education adds to it.
    package var priorityEducationPriority: Parameter<Int>
    package var weights: Parameter<SchedulingWeights>

    package init(
        leastGapWeeks: Parameter<Int>, wishedLeastGapWeeks: Parameter<Int>, wishedMostGapWeeks: Parameter<Int>,
        establishmentPerWeek: Parameter<Int>, noonKilometres: Parameter<Int>, comfortPercent: Parameter<Int>,
        leadDays: Parameter<Int>, lateNotBefore: Parameter<CivilDate>, renewalPriority: Parameter<Int>,
        priorityEducationPriority: Parameter<Int>, weights: Parameter<SchedulingWeights>
    ) {
        self.leastGapWeeks = leastGapWeeks
        self.wishedLeastGapWeeks = wishedLeastGapWeeks
        self.wishedMostGapWeeks = wishedMostGapWeeks
        self.establishmentPerWeek = establishmentPerWeek
        self.noonKilometres = noonKilometres
        self.comfortPercent = comfortPercent
        self.leadDays = leadDays
        self.lateNotBefore = lateNotBefore
        self.renewalPriority = renewalPriority
        self.priorityEducationPriority = priorityEducationPriority
        self.weights = weights
    }
}

/// What each thing costs in a plan, in points: one point is one kilometre of one trainer, one way, for one session.
package struct SchedulingWeights: Codable, Hashable, Sendable {
    /// An action left out; larger than all else together.
    package var unplaced: Int
    /// A point of priority of an action left out.
    package var priority: Int
    /// T5: a session for special needs on another day than those taken first.
    package var specialNeedsDay: Int
    /// T3: a session on a half-day that is a last resort.
    package var lastResortDay: Int
    /// A session outside the wished months.
    package var preferredMonth: Int
    /// A session on a weekday that isn't wished.
    package var preferredWeekday: Int
    /// A week too few or too many between two sessions.
    package var spreadWeek: Int
    /// A half-day of a trainer's week beyond what they wish.
    package var trainerWeek: Int
    /// A teacher replaced beyond the comfort of a quota.
    package var quotaPressure: Int
    /// A kilometre that a trainer travels to a session, one way.
    package var travelKilometre: Int
    /// A session moved that stood, and that pilots don't know yet.
    package var moveSession: Int
    /// A session moved that pilots know.
    package var moveTold: Int
    /// A trainer changed who stood, and whom pilots don't know yet.
    package var changeTrainer: Int
    /// A trainer changed whom pilots know.
    package var changeTrainerTold: Int

    package init(
        unplaced: Int, priority: Int, specialNeedsDay: Int, lastResortDay: Int, preferredMonth: Int,
        preferredWeekday: Int, spreadWeek: Int, trainerWeek: Int, quotaPressure: Int, travelKilometre: Int,
        moveSession: Int, moveTold: Int, changeTrainer: Int, changeTrainerTold: Int
    ) {
        self.unplaced = unplaced
        self.priority = priority
        self.specialNeedsDay = specialNeedsDay
        self.lastResortDay = lastResortDay
        self.preferredMonth = preferredMonth
        self.preferredWeekday = preferredWeekday
        self.spreadWeek = spreadWeek
        self.trainerWeek = trainerWeek
        self.quotaPressure = quotaPressure
        self.travelKilometre = travelKilometre
        self.moveSession = moveSession
        self.moveTold = moveTold
        self.changeTrainer = changeTrainer
        self.changeTrainerTold = changeTrainerTold
    }
}
