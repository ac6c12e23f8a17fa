package import Vocabulary

/// What one aggregate is. A request's number is its action's; the others have a slash, which no number has.
package enum SchedulingState: Codable, Hashable, Sendable {
    case nothing
    case action(ActionState)
    case trainer(TrainerState)
    case quota(QuotaState)
    case campaign(NumberedCampaign)

    package var action: ActionState? { if case .action(let state) = self { state } else { nil } }
    package var trainer: TrainerState? { if case .trainer(let state) = self { state } else { nil } }
    package var quota: QuotaState? { if case .quota(let state) = self { state } else { nil } }
    package var campaign: NumberedCampaign? { if case .campaign(let state) = self { state } else { nil } }
}

/// The aggregates' names.
package enum AggregateName {
    package static func trainer(_ id: TrainerID) -> String { "trainer/\(id)" }
    package static func quota(_ departement: Departement) -> String { "quota/\(departement)" }
    package static let campaign = "campaign/current"
    package static func action(_ request: RequestID) -> String { request.text }
}
