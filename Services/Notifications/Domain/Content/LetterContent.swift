package import Vocabulary

/// A letter as it is said, before it becomes text or HTML: French, in whole sentences, by function and never by name.
package struct LetterContent: Hashable, Sendable {
    /// Who writes, a line each.
    package var sender: [String]
    /// Who signs, by quality.
    package var signatory: String
    /// Where letters are answered.
    package var replyTo: String
    /// The campaign's heading of the kind; the subject of the mail.
    package var heading: String
    /// « demande ALP-69-0042 »; nil where it is about no single one.
    package var reference: String?
    /// « Direction du collège … ».
    package var recipient: String
    package var day: CivilDate
    package var blocks: [Block]

    package enum Block: Hashable, Sendable {
        case paragraph(String)
        /// A heading within the letter.
        case title(String)
        case items([String])
        case facts([Detail])
        /// The letter's own link; the sentence says what it opens.
        case link(String)
        /// The six digits.
        case code
    }

    /// « Thème : … ».
    package struct Detail: Hashable, Sendable {
        package var label: String
        package var value: String

        package init(_ label: String, _ value: String) {
            self.label = label
            self.value = value
        }
    }
}

/// A letter as it is kept: what is shown in a preview and what goes into the mail, but for the recipient's address and
/// the link's token and code, which stand in no store. Its hash is that of its JSON.
package struct LetterPaper: Codable, Hashable, Sendable {
    package var letter: LetterID
    package var subject: String
    package var text: String
    package var html: String
    /// `text/calendar`, where dates are told.
    package var calendar: CalendarFile?
    /// Who writes, on one line.
    package var senderName: String
    package var replyTo: String
    package var preparedAt: Timestamp
    /// The letter whose link and code stand at the places of `Slot`; another's for a code or a reminder.
    package var linkOf: LetterID?
}

/// A calendar file, and what a mail's header says of it (RFC 5546).
package struct CalendarFile: Codable, Hashable, Sendable {
    package enum Method: String, Codable, Hashable, Sendable {
        case publish = "PUBLISH"
        case cancel = "CANCEL"
    }

    package var method: Method
    package var text: String
}

/// Places that are filled when the mail is written. Control characters, which no one's words can hold: `Clean` takes
/// them out, so nobody can have another's link written into a letter of their own.
package enum Slot {
    package static let link = "\u{1}L\u{1}"
    package static let code = "\u{1}C\u{1}"

    package static func fill(_ text: String, link: String, code: String) -> String {
        text.replacing(Self.link, with: link).replacing(Self.code, with: code)
    }
}
