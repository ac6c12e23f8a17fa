package import Vocabulary

/// A request as the pilots sent it, with what it is judged by.
package struct RequestSubject: Sendable {
    package let request: ReceivedRequest
    package let campaign: Campaign
    package let places: any Places
    /// Actions of the year before, where their list is known; nil leaves F2 to the examiners.
    package let earlierActions: Set<EarlierActionID>?

    package init(
        _ request: ReceivedRequest, campaign: Campaign, places: any Places,
        earlierActions: Set<EarlierActionID>? = nil
    ) {
        self.request = request
        self.campaign = campaign
        self.places = places
        self.earlierActions = earlierActions
    }

    package var form: RequestForm { request.form }
    package var parameters: RuleParameters { campaign.rules }
}
