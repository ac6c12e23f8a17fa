/// The year, Y1 to Y10: by when each step is due.
package struct YearParameters: Codable, Hashable, Sendable {
    /// Y2: requests are examined, dates set.
    package var examination: Parameter<DateRange>
    /// Y3: letters and calendars leave.
    package var letters: Parameter<DateRange>
    /// F5: the day on which functions pass to new holders.
    package var handover: Parameter<CivilDate>
    /// Y4 to Y7: dispositifs, écoute, contracts.
    package var contracts: Parameter<DateRange>
    /// The campaign closes; what must not be kept longer is purged after it.
    package var closes: Parameter<CivilDate>

    package init(
        examination: Parameter<DateRange>, letters: Parameter<DateRange>, handover: Parameter<CivilDate>,
        contracts: Parameter<DateRange>, closes: Parameter<CivilDate>
    ) {
        self.examination = examination
        self.letters = letters
        self.handover = handover
        self.contracts = contracts
        self.closes = closes
    }
}
