/// F4: networks or sectors that ask together are geographically close.
package struct F4Parameters: Codable, Hashable, Sendable {
    /// Farther apart than this, two collèges warn.
    package var warnBeyondKilometres: Parameter<Int>

    package init(
        warnBeyondKilometres: Parameter<Int>
    ) {
        self.warnBeyondKilometres = warnBeyondKilometres
    }
}

/// F6, Y1: when requests are received.
package struct F6Parameters: Codable, Hashable, Sendable {
    /// In time from its first to its last day, in Paris.
    package var window: Parameter<DateRange>

    package init(
        window: Parameter<DateRange>
    ) {
        self.window = window
    }
}

/// F7: what the form may state.
package struct F7Parameters: Codable, Hashable, Sendable {
    /// Hours in all that can be asked.
    package var hours: Parameter<[Int]>
    /// Academic trainers a group gets if nothing else is settled.
    package var academicTrainers: Parameter<Int>
    /// First-degree trainers a group gets if nothing else is settled.
    package var firstDegreeTrainers: Parameter<Int>
    /// Most trainers of one degree that a group can ask.
    package var mostTrainers: Parameter<Int>

    package init(
        hours: Parameter<[Int]>, academicTrainers: Parameter<Int>, firstDegreeTrainers: Parameter<Int>,
        mostTrainers: Parameter<Int>
    ) {
        self.hours = hours
        self.academicTrainers = academicTrainers
        self.firstDegreeTrainers = firstDegreeTrainers
        self.mostTrainers = mostTrainers
    }
}
