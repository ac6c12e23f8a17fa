import Foundation
import Testing

@testable import Operator

@Suite(.timeLimit(.minutes(1)))
struct `A letter in the spool` {
    private let mail = """
        From: =?utf-8?q?Acad=C3=A9mie?=\r
         <dfie@example.org>\r
        Subject: Votre accord\r
        Content-Type: multipart/mixed; boundary="=_alp_1"\r
        \r
        --=_alp_1\r
        Content-Type: multipart/alternative; boundary="=_alt_2"\r
        \r
        --=_alt_2\r
        Content-Type: text/plain; charset=utf-8\r
        Content-Transfer-Encoding: quoted-printable\r
        \r
        Donnez votre accord =C3=A0 cette adresse :\r
        http://127.0.0.1:8080/accord/AbC-d_e=\r
        FgH\r
        et confirmez par 012345.\r
        --=_alt_2\r
        Content-Type: text/html; charset=utf-8\r
        \r
        <p>111111</p>\r
        --=_alt_2--\r
        --=_alp_1\r
        Content-Type: text/calendar; charset=utf-8; method=PUBLISH\r
        Content-Transfer-Encoding: base64\r
        \r
        QkVHSU46VkNBTEVOREFS\r
        --=_alp_1--\r
        """

    @Test func `is read as a mail program does: parts, quoted-printable, soft line ends`() {
        let letter = SpooledLetter(Data(mail.utf8))
        #expect(letter.subject == "Votre accord")
        #expect(letter.text.hasPrefix("Donnez votre accord à cette adresse :"))
        #expect(letter.hasCalendar)
    }

    @Test func `gives the secret of its link and its code`() {
        let letter = SpooledLetter(Data(mail.utf8))
        #expect(letter.consentToken == "AbC-d_eFgH")
        #expect(letter.code == "012345")
    }

    @Test func `without link or code gives none`() {
        let letter = SpooledLetter(Data("Subject: x\n\nBonjour 12345 et 1234567.\n".utf8))
        #expect(letter.text == "Bonjour 12345 et 1234567.\n")
        #expect(letter.consentToken == nil)
        #expect(letter.code == nil)
        #expect(!letter.hasCalendar)
    }
}
