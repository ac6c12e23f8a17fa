/// T1: how long an action is.
package struct T1Parameters: Codable, Hashable, Sendable {
    /// Hours in all, at least.
    package var leastHours: Parameter<Int>
    /// Hours in all, at most.
    package var mostHours: Parameter<Int>
    /// Hours of a half-day.
    package var halfDayHours: Parameter<Int>
    /// Sessions of a group, at most.
    package var mostSessions: Parameter<Int>

    package init(
        leastHours: Parameter<Int>, mostHours: Parameter<Int>, halfDayHours: Parameter<Int>,
        mostSessions: Parameter<Int>
    ) {
        self.leastHours = leastHours
        self.mostHours = mostHours
        self.halfDayHours = halfDayHours
        self.mostSessions = mostSessions
    }
}

/// T2: when sessions can take place, besides the calendar.
package struct T2Parameters: Codable, Hashable, Sendable {
    /// From its first to its last day.
    package var window: Parameter<DateRange>

    package init(
        window: Parameter<DateRange>
    ) {
        self.window = window
    }
}

/// T3: half-days of the week with an academic trainer.
package struct T3Parameters: Codable, Hashable, Sendable {
    /// Open.
    package var halfDays: Parameter<[WeeklyHalfDay]>
    /// Open at a cost: « éventuellement mercredis matin ».
    package var lastResort: Parameter<[WeeklyHalfDay]>

    package init(
        halfDays: Parameter<[WeeklyHalfDay]>, lastResort: Parameter<[WeeklyHalfDay]>
    ) {
        self.halfDays = halfDays
        self.lastResort = lastResort
    }
}

/// T4: half-days of the week without an academic trainer.
package struct T4Parameters: Codable, Hashable, Sendable {
    /// Open.
    package var halfDays: Parameter<[WeeklyHalfDay]>

    package init(
        halfDays: Parameter<[WeeklyHalfDay]>
    ) {
        self.halfDays = halfDays
    }
}

/// T5: themes that concern pupils with special needs (EABEP).
package struct T5Parameters: Codable, Hashable, Sendable {
    /// Taken first.
    package var weekdays: Parameter<[Weekday]>
    /// Academic trainers of the team that are ASH.
    package var ashTrainers: Parameter<Int>

    package init(
        weekdays: Parameter<[Weekday]>, ashTrainers: Parameter<Int>
    ) {
        self.weekdays = weekdays
        self.ashTrainers = ashTrainers
    }
}

/// T7: replacement of primary teachers.
package struct T7Parameters: Codable, Hashable, Sendable {
    /// Replacements that a session uses for each primary teacher.
    package var teachersPerTrainee: Parameter<Int>

    package init(
        teachersPerTrainee: Parameter<Int>
    ) {
        self.teachersPerTrainee = teachersPerTrainee
    }
}
