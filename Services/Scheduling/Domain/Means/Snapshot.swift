package import Vocabulary

/// All that stands beside one action when it is placed: read in the step's transaction, without locks.
package struct Snapshot: Hashable, Sendable {
    /// The newest revision that is known; nil while none has come.
    package var campaign: NumberedCampaign?
    package var trainers: [TrainerState]
    package var quotas: [Departement: QuotaState]
    /// Bookings of every action, the deciding one's too.
    package var bookings: [Booking]
    /// Teachers replaced (T7).
    package var replaced: [Departement: [HalfDay: Int]]
    /// Sessions that an establishment sends teachers to, by the week's Monday.
    package var visits: [UAI: [CivilDate: Int]]

    package init(
        campaign: NumberedCampaign? = nil, trainers: [TrainerState] = [], quotas: [Departement: QuotaState] = [:],
        bookings: [Booking] = [], replaced: [Departement: [HalfDay: Int]] = [:],
        visits: [UAI: [CivilDate: Int]] = [:]
    ) {
        self.campaign = campaign
        self.trainers = trainers
        self.quotas = quotas
        self.bookings = bookings
        self.replaced = replaced
        self.visits = visits
    }

    /// Nothing can be planned without a campaign, trainers and the quotas of the départements: then an action waits.
    package func isReady(for departements: [Departement]) -> Bool {
        campaign != nil && !trainers.isEmpty && departements.contains { quotas[$0] != nil }
    }
}

package struct NumberedCampaign: Codable, Hashable, Sendable {
    package var campaign: Campaign
    package var revision: Revision

    package init(campaign: Campaign, revision: Revision) {
        self.campaign = campaign
        self.revision = revision
    }

    /// As the file says, or what Lyon did in its first year.
    package var scheduling: SchedulingParameters { campaign.scheduling ?? .standard(for: campaign) }
}

/// A trainer on a half-day.
package struct Booking: Hashable, Sendable {
    package var trainer: TrainerID
    package var halfDay: HalfDay
    package var request: RequestID
    /// Where they are.
    package var host: UAI

    package init(trainer: TrainerID, halfDay: HalfDay, request: RequestID, host: UAI) {
        self.trainer = trainer
        self.halfDay = halfDay
        self.request = request
        self.host = host
    }
}

extension SchedulingParameters {
    /// For campaigns that were published before these stood in the file.
    package static func standard(for campaign: Campaign) -> SchedulingParameters {
        func reading<Value>(_ value: Value) -> Parameter<Value> { Parameter(value, source: "lecture") }
        let window = campaign.rules.T2.window.value
        let january = CivilDate(year: window.last.year, month: 1, day: 4) ?? window.first
        return SchedulingParameters(
            leastGapWeeks: reading(2), wishedLeastGapWeeks: reading(3), wishedMostGapWeeks: reading(8),
            establishmentPerWeek: reading(1), noonKilometres: reading(15), comfortPercent: reading(75),
            leadDays: reading(14), lateNotBefore: reading(january), renewalPriority: reading(2),
            priorityEducationPriority: reading(1),
            weights: reading(
                SchedulingWeights(
                    unplaced: 1_000_000, priority: 500, specialNeedsDay: 120, lastResortDay: 30, preferredMonth: 40,
                    preferredWeekday: 20, spreadWeek: 25, trainerWeek: 30, quotaPressure: 4, travelKilometre: 1,
                    moveSession: 60, moveTold: 400, changeTrainer: 40, changeTrainerTold: 200)))
    }
}
