import Foundation
import Messages
import Testing
import Vocabulary

@testable import NotificationsDomain

@Suite(.timeLimit(.minutes(1)))
struct MailTests {
    private func mail(name: String = "Élodie Ancolie", subject: String = "Votre demande est enregistrée") throws
        -> String
    {
        let paper = LetterPaper(
            letter: try LetterID("ALP-69-0042.L1"), subject: subject, text: "Bonjour : \(Slot.link)\n.\n",
            html: "<p>é</p>", calendar: CalendarFile(method: .publish, text: "BEGIN:VCALENDAR\r\n"),
            senderName: "Académie de Lyon, Dfie", replyTo: "dfie@example.org",
            preparedAt: try Timestamp("2020-07-01T08:00:00.000Z"))
        let mail = MailFile(
            paper: paper, documentHash: ContentHash(of: [1]), name: Personal(try PersonName(name)),
            mail: Personal(try MailAddress("elodie.ancolie@example.org")), link: "https://alp.example.org/accord/abc",
            at: try Timestamp("2020-07-01T08:00:00.000Z").instant)
        return String(decoding: mail.bytes, as: UTF8.self)
    }

    @Test func `headers are ASCII, and name the letter, its hash and one address`() throws {
        let text = try mail()
        let head = text.components("\r\n\r\n")[0]
        #expect(head.utf8.allSatisfy { $0 < 127 })
        #expect(head.contains("To: =?UTF-8?B?w4lsb2RpZSBBbmNvbGll?=\r\n <elodie.ancolie@example.org>"))
        #expect(head.contains("Date: Wed, 01 Jul 2020 08:00:00 +0000"))
        #expect(head.contains("X-ALP-Letter: ALP-69-0042.L1"))
        #expect(text.contains("https://alp.example.org/accord/abc"))
        #expect(!text.contains("\u{1}"))
        #expect(text.lines.allSatisfy { $0.utf8.count <= 998 })
        let bytes = Array(text.utf8)
        #expect(bytes.indices.allSatisfy { bytes[$0] != 10 || bytes[$0 - 1] == 13 }, "no line feed alone")
    }

    @Test(arguments: [
        "a\r\nBcc: x@example.org", "a\nBcc: x@example.org", "a\u{0}b", "\u{202E}a", "=?UTF-8?B?QQ==?=", "a\"b\\",
        "a\u{85}Bcc: x", "a\u{2028}Bcc: x",
    ])
    func `nobody's words become a header`(_ words: String) throws {
        for written in [EncodedWord.text(words), EncodedWord.phrase(words)] {
            let lines = written.components("\r\n")
            #expect(lines.dropFirst().allSatisfy { $0.hasPrefix(" ") })
            #expect(lines.allSatisfy { $0.utf8.count <= 76 && $0.utf8.allSatisfy { (32..<127).contains($0) } })
            #expect(!written.contains("=?UTF-8?B?QQ==?="), "what looks encoded is encoded itself")
        }
    }

    @Test func `long subjects are cut into encoded words of whole characters`() {
        let words = EncodedWord.text(String(repeating: "été à l'école ", count: 20)).components("\r\n ")
        #expect(words.count > 3)
        #expect(words.allSatisfy { $0.utf8.count <= 75 && $0.hasPrefix("=?UTF-8?B?") && $0.hasSuffix("?=") })
        for word in words {
            let data = Data(base64Encoded: String(word.dropFirst(10).dropLast(2)))
            #expect(data.flatMap { String(data: $0, encoding: .utf8) } != nil)
        }
    }

    @Test func `quoted-printable keeps lines short and a lone dot away from SMTP`() {
        let text = String(repeating: "é", count: 60) + "\n.\nFrom ici\nfin \n"
        let lines = QuotedPrintable.encode(text).components("\r\n")
        #expect(lines.allSatisfy { $0.utf8.count <= 76 })
        #expect(lines.contains("=2E") && lines.contains("=46rom ici") && lines.contains("fin=20"))
    }

    @Test func `plain text is broken between words, never before a colon or inside guillemets`() {
        let lines = PlainText.wrapped(String(repeating: "mot « deux mots » fin : suite ; ", count: 12))
        #expect(lines.count > 3)
        #expect(lines.allSatisfy { $0.count <= PlainText.width })
        #expect(
            lines.allSatisfy { !$0.hasPrefix(":") && !$0.hasPrefix(";") && !$0.hasPrefix("»") && !$0.hasSuffix("«") })
    }
}

@Suite(.timeLimit(.minutes(1)))
struct LinkKeyTests {
    @Test func `token and code follow from the letter and the key`() throws {
        let key = try #require(LinkKey(Array(repeating: 7, count: 32)))
        let other = try #require(LinkKey(Array(repeating: 8, count: 32)))
        let (one, two) = (try LetterID("a.L1"), try LetterID("a.L2"))
        #expect(key.token(one) == key.token(one) && key.token(one) != key.token(two))
        #expect(key.token(one) != other.token(one))
        #expect(key.token(one).utf8.count == 43)
        #expect(key.code(one).utf8.count == 6 && Int(key.code(one)) != nil)
        #expect(key.tokenHash(one) == ContentHash(of: Array(key.token(one).utf8)))
        #expect(key.codeHash(one) == ContentHash(of: Array((key.token(one) + key.code(one)).utf8)))
    }

    @Test func `a short key is refused, and a key prints nothing`() throws {
        #expect(LinkKey(Array(repeating: 7, count: 31)) == nil)
        let key = try #require(LinkKey(Array(repeating: 65, count: 32)))
        #expect("\(key)" == "•••" && !String(reflecting: key).contains("AAAA"))
    }

    @Test func `SHA-256 is SHA-256`() {
        #expect(
            ContentHash(of: Array("abc".utf8)).text
                == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }
}
