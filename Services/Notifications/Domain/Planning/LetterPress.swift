import Messages
package import Vocabulary

/// Makes letters' papers: words, page, calendar, link. Pure: the same letter is the same bytes.
package struct LetterPress: Sendable {
    package var places: Places
    /// Where pilots find Intake, without a slash at its end.
    package var intake: String
    package var key: LinkKey
    private let page: LetterPage

    package init(places: Places, intake: String, key: LinkKey) throws {
        self.places = places
        self.intake = intake
        self.key = key
        page = try LetterPage()
    }

    /// The link of a letter, as its mail writes it.
    package func link(of letter: LetterID) -> String { "\(intake)/accord/\(key.token(letter))" }

    func wording(_ campaign: Campaign) -> Wording { Wording(campaign: campaign, places: places, intake: intake) }

    func paper(
        _ letter: LetterID, _ content: LetterContent, calendar: CalendarFile?, linkOf: LetterID?, at now: Instant
    ) -> LetterPaper {
        LetterPaper(
            letter: letter, subject: content.heading, text: PlainText.render(content), html: page.render(content),
            calendar: calendar, senderName: content.sender.joined(separator: ", "), replyTo: content.replyTo,
            preparedAt: Timestamp(now), linkOf: linkOf)
    }
}

extension LetterPaper {
    /// As it is kept.
    package func bytes() throws -> [UInt8] { try MessageJSON.encode(self) }

    package init(bytes: [UInt8]) throws { self = try MessageJSON.decode(Self.self, from: bytes) }
}
