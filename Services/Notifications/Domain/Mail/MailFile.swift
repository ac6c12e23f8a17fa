import Foundation
package import Messages
package import Vocabulary

/// A letter as the file that a mail server takes (RFC 5322, RFC 2045–2047): text and HTML beside each other, the
/// calendar attached. The address comes from the directory and from nowhere else.
package struct MailFile: Sendable {
    package var paper: LetterPaper
    package var documentHash: ContentHash
    package var name: Personal<PersonName>
    package var mail: Personal<MailAddress>
    /// The link and the code of the paper's `linkOf`.
    package var link: String
    package var code: String
    package var at: Instant

    package init(
        paper: LetterPaper, documentHash: ContentHash, name: Personal<PersonName>, mail: Personal<MailAddress>,
        link: String = "", code: String = "", at: Instant
    ) {
        self.paper = paper
        self.documentHash = documentHash
        self.name = name
        self.mail = mail
        self.link = link
        self.code = code
        self.at = at
    }

    /// The header that names the letter's bytes: a file that stands already is this letter's if it has it.
    package static let documentHeader = "X-ALP-Document"

    package var bytes: [UInt8] {
        // Made of the hash, so that no line of a part can be the boundary but by chance of 2^-128.
        let outer = "=_alp_\(documentHash.text.prefix(32))"
        let inner = "=_alt_\(documentHash.text.suffix(32))"
        var lines = headers + ["Content-Type: multipart/mixed; boundary=\"\(outer)\"", ""]
        lines += ["--\(outer)", "Content-Type: multipart/alternative; boundary=\"\(inner)\"", ""]
        for (type, text) in [("text/plain", paper.text), ("text/html", paper.html)] {
            lines += [
                "--\(inner)", "Content-Type: \(type); charset=utf-8", "Content-Transfer-Encoding: quoted-printable", "",
                QuotedPrintable.encode(Slot.fill(text, link: link, code: code)),
            ]
        }
        lines += ["--\(inner)--", ""]
        if let calendar = paper.calendar {
            lines += [
                "--\(outer)",
                "Content-Type: text/calendar; charset=utf-8; method=\(calendar.method.rawValue); name=\"calendrier.ics\"",
                "Content-Disposition: attachment; filename=\"calendrier.ics\"", "Content-Transfer-Encoding: base64", "",
                Self.base64Lines(Array(calendar.text.utf8)),
            ]
        }
        lines += ["--\(outer)--", ""]
        return Array(lines.joined(separator: "\r\n").utf8)
    }

    private var headers: [String] {
        [
            "Date: \(Self.date(at))",
            "From: \(EncodedWord.phrase(paper.senderName))\r\n <\(Clean.line(paper.replyTo))>",
            "To: \(EncodedWord.phrase(name.value.text))\r\n <\(mail.value.text)>",
            "Subject: \(EncodedWord.text(paper.subject))",
            "Message-ID: <\(paper.letter)@alp.invalid>",
            // RFC 3834: no out-of-office answers to what a program wrote.
            "Auto-Submitted: auto-generated",
            "X-ALP-Letter: \(paper.letter)",
            "\(Self.documentHeader): \(documentHash)",
            "MIME-Version: 1.0",
        ]
    }

    private static func base64Lines(_ bytes: [UInt8]) -> String {
        let text = Array(Data(bytes).base64EncodedString().utf8)
        return stride(from: 0, to: text.count, by: 76).map { start in
            String(decoding: text[start..<min(start + 76, text.count)], as: UTF8.self)
        }.joined(separator: "\r\n")
    }

    /// RFC 5322, 3.3, in universal time: `Wed, 01 Jul 2020 07:30:00 +0000`.
    static func date(_ instant: Instant) -> String {
        let text = instant.rfc3339
        let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        guard let date = try? CivilDate(String(text.prefix(10))) else { return "Thu, 01 Jan 1970 00:00:00 +0000" }
        let (year, month, day) = date.parts
        let time = text.dropFirst(11).prefix(8)
        return
            "\(days[date.weekday.rawValue - 1]), \(day < 10 ? "0" : "")\(day) \(months[month - 1]) \(year) \(time) +0000"
    }
}
