package import Messages
package import Vocabulary

/// What a decision needs beside its aggregate, read in the same transaction.
package struct NotificationsWorld: Sendable {
    /// The newest revision that is known of the request's campaign.
    package var campaign: CampaignPublished?
    /// Who holds the functions of the letters that are about to go, on the day that the input names.
    package var holders: [Function: Holder]
    /// When the letters that are about to go were prepared.
    package var preparedAt: [LetterID: Instant]
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
        campaign: CampaignPublished? = nil, holders: [Function: Holder] = [:], preparedAt: [LetterID: Instant] = [:],
        figures: DigestFigures = DigestFigures()
    ) {
        self.campaign = campaign
        self.holders = holders
        self.preparedAt = preparedAt
        self.figures = figures
    }
}
