package import Messages
package import Vocabulary

/// What a decision needs beside its aggregate, read in the same transaction.
package struct NotificationsWorld: Sendable {
    /// The newest revision that is known of the request's campaign.
    package var campaign: CampaignPublished?
    /// Who holds the letter's function today, where a letter is about to go.
    package var holder: Holder?
    /// When the letter that is about to go was prepared.
    package var preparedAt: Instant?
    package var figures: DigestFigures

    /// A function's holder on a day: nothing of the person but the identifier, and whether they can be written to.
    package struct Holder: Hashable, Sendable {
        package var person: PersonID
        package var hasMail: Bool

        package init(person: PersonID, hasMail: Bool) {
            self.person = person
            self.hasMail = hasMail
        }
    }

    package init(
        campaign: CampaignPublished? = nil, holder: Holder? = nil, preparedAt: Instant? = nil,
        figures: DigestFigures = DigestFigures()
    ) {
        self.campaign = campaign
        self.holder = holder
        self.preparedAt = preparedAt
        self.figures = figures
    }
}
